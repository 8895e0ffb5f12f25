package io.draftgate.generator;

import io.draftgate.detection.policy.Action;
import io.draftgate.detection.policy.Policy;
import io.draftgate.detection.policy.RuleHit;
import io.draftgate.generator.Admission.Rejected;
import io.draftgate.gpt2.Ending;
import io.draftgate.gpt2.task.Planned;
import io.draftgate.schemas.EventKey;
import io.draftgate.schemas.Topic;
import io.draftgate.schemas.event.PromptSubmitted;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a prompt may take a place in the queue, from what the prompt says alone. Whatever a sender can write is
 * answered with a field, its value and an expectation, never with an exception. Immutable, thread-safe.
 */
final class PromptAdmission {
    /** Bounds what a prompt carries along, keys and values together. */
    static final int MAX_METADATA_CHARACTERS = 16_384;

    /** Nobody waits longer, and a date beyond what a timestamp holds cannot be kept. */
    static final Duration MAX_DEADLINE = Duration.ofDays(365);

    /** Token id, log-probability, rank, entropy and text of a token, encoded, at the most. */
    private static final int BYTES_PER_TOKEN = 32;

    /** Token id and log-probability, encoded, at the most. */
    private static final int BYTES_PER_TOP_TOKEN = 9;

    /** Token id and bias, or token id alone, encoded, at the most. */
    private static final int BYTES_PER_BIAS = 13;

    /** Of one character in UTF-8. */
    private static final int BYTES_PER_CHARACTER = 4;

    /** A result is embedded in a report and a draft in an audit event: a quarter leaves room for both and for headers. */
    private static final int MAX_RESULT_BYTES = Topic.MAX_RECORD_BYTES / 4;

    private final PromptPlans plans;
    private final Policy policy;

    PromptAdmission(PromptPlans plans, Policy policy) {
        this.plans = plans;
        this.policy = policy;
    }

    /** The decision about a record's key and value. */
    Admission decide(@Nullable String key, @Nullable PromptSubmitted prompt) {
        if (prompt == null) {
            return Rejected.invalid("value", "nothing", "a PromptSubmitted");
        }
        return identity(key, prompt)
                .or(() -> extras(prompt))
                .<Admission>map(rejected -> rejected)
                .orElseGet(() -> content(key, prompt));
    }

    private static Optional<Rejected> identity(@Nullable String key, PromptSubmitted prompt) {
        Optional<Rejected> rejected = name("id", prompt.getId()).or(() -> name("tenant", prompt.getTenant()));
        if (rejected.isPresent()) {
            return rejected;
        }
        if (prompt.getTenant().contains("/")) {
            return Optional.of(Rejected.invalid("tenant", prompt.getTenant(), "a name without a slash"));
        }
        String expected = new EventKey(prompt.getTenant(), prompt.getId()).text();
        if (!expected.equals(key)) {
            return Optional.of(Rejected.invalid("key", key == null ? "nothing" : key, "tenant/id, here " + expected));
        }
        return Optional.empty();
    }

    private static Optional<Rejected> name(String field, String value) {
        if (value.isBlank()) {
            return Optional.of(Rejected.invalid(field, value, "1 to " + EventKey.MAX_CHARACTERS + " characters"));
        }
        if (value.length() > EventKey.MAX_CHARACTERS) {
            return Optional.of(Rejected.invalid(field, value, "at most " + EventKey.MAX_CHARACTERS + " characters"));
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            return Optional.of(Rejected.invalid(field, value.replaceAll("\\p{Cntrl}", "�"), "no control characters"));
        }
        return Optional.empty();
    }

    private static Optional<Rejected> extras(PromptSubmitted prompt) {
        if (prompt.getRequestedBy().length() > EventKey.MAX_CHARACTERS) {
            return Optional.of(Rejected.invalid(
                    "requestedBy", prompt.getRequestedBy(), "at most " + EventKey.MAX_CHARACTERS + " characters"));
        }
        Long deadlineMillis = prompt.getDeadlineMillis();
        if (deadlineMillis != null && (deadlineMillis < 1 || deadlineMillis > MAX_DEADLINE.toMillis())) {
            return Optional.of(Rejected.invalid(
                    "deadlineMillis",
                    deadlineMillis,
                    "1 to " + MAX_DEADLINE.toMillis() + " milliseconds after submission, e.g. 60000"));
        }
        int metadata = metadataCharacters(prompt);
        if (metadata > MAX_METADATA_CHARACTERS) {
            return Optional.of(Rejected.invalid(
                    "metadata", metadata + " characters", "at most " + MAX_METADATA_CHARACTERS + " in all"));
        }
        return Optional.empty();
    }

    private static int metadataCharacters(PromptSubmitted prompt) {
        return prompt.getMetadata().entrySet().stream()
                .mapToInt(field -> field.getKey().length() + field.getValue().length())
                .sum();
    }

    private Admission content(@Nullable String key, PromptSubmitted prompt) {
        Planned plan = plans.plan(String.valueOf(key), prompt);
        if (plan instanceof Planned.Refused refused) {
            return Rejected.invalid(refused.field(), refused.value(), refused.expectation());
        }
        Planned.Ready ready = (Planned.Ready) plan;
        long bytes = ready.completions() * draftBytes(ready, metadataCharacters(prompt));
        if (bytes > MAX_RESULT_BYTES) {
            return Rejected.invalid(
                    "n",
                    ready.completions(),
                    "completions that fit into one record of " + MAX_RESULT_BYTES + " bytes, these may take " + bytes);
        }
        return policy.screenPrompt(ready.asked()).stream()
                .filter(hit -> hit.action() == Action.BLOCK)
                .findFirst()
                .<Admission>map(PromptAdmission::refusal)
                .orElseGet(() -> new Admission.Accepted(prompt, cost(ready)));
    }

    /** What the record of one draft may take at the most. */
    private static long draftBytes(Planned.Ready plan, int metadataCharacters) {
        long maxTokens = plan.parameters().maxTokens();
        Ending ending = plan.parameters().ending();
        int characters = metadataCharacters
                + ending.stop().stream().mapToInt(String::length).sum()
                + plan.weighed().map(PromptAdmission::choiceCharacters).orElse(0);
        int tokens = plan.parameters().shaping().logitBias().size()
                + ending.stopTokenIds().size();
        return BYTES_PER_TOKEN * (plan.promptTokenIds().size() + maxTokens)
                + BYTES_PER_TOP_TOKEN * maxTokens * plan.parameters().topLogProbabilities()
                + BYTES_PER_CHARACTER * (long) characters
                + BYTES_PER_BIAS * (long) tokens;
    }

    private static int choiceCharacters(Planned.Weighed weighed) {
        return weighed.cloze().choices().stream().mapToInt(String::length).sum();
    }

    private static long cost(Planned.Ready plan) {
        return plan.promptTokenIds().size()
                + (long) plan.completions() * plan.parameters().maxTokens();
    }

    private static Rejected refusal(RuleHit hit) {
        return new Rejected(
                "prompt",
                "rule " + hit.ruleId(),
                Rejected.POLICY,
                "a prompt that keeps the policy: " + hit.reason().text());
    }
}
