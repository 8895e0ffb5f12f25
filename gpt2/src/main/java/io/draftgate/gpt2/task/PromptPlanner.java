package io.draftgate.gpt2.task;

import io.draftgate.gpt2.BytePairEncoding;
import io.draftgate.gpt2.GenerationRequest;
import io.draftgate.gpt2.Gpt2;
import io.draftgate.gpt2.InvalidFieldException;
import io.draftgate.gpt2.SamplingParameters;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes a request out of a prompt and its settings for one model, or says why it cannot be. Immutable and thread-safe. */
public final class PromptPlanner {
    /** What a prompt without a task gets. */
    private static final TaskDefaults NO_TASK = TaskDefaults.sampled(128);

    private final BytePairEncoding tokenizer;
    private final int contextLength;

    public PromptPlanner(Gpt2 model) {
        this(model.tokenizer(), model.config().contextLength());
    }

    PromptPlanner(BytePairEncoding tokenizer, int contextLength) {
        this.tokenizer = tokenizer;
        this.contextLength = contextLength;
    }

    /**
     * Settles every value: what the settings name, else the task's default.
     *
     * @param seedKey gives the seed if none is named: the same key, the same draft. See {@link #seed}
     */
    public Planned plan(PromptSettings settings, String seedKey) {
        try {
            Optional<Task> task = settings.task().map(PromptPlanner::task);
            String text = promptText(settings, task);
            List<Integer> prompt = promptTokens(settings, text);
            TaskDefaults defaults = task.map(Task::defaults).orElse(NO_TASK);
            var parameters = new SamplingParameters(
                    settings.temperature().orElse(defaults.temperature()),
                    settings.topK().orElse(defaults.topK()),
                    settings.topP().orElse(defaults.topP()),
                    settings.stop().orElse(defaults.stop()),
                    maxTokens(settings, defaults, prompt.size()),
                    settings.seed().orElseGet(() -> seed(seedKey)));
            int completions = settings.completions().orElse(1);
            // Checked here under the name that prompt files use.
            if (completions < 1 || completions > GenerationRequest.MAX_COMPLETIONS) {
                throw new InvalidFieldException("n", completions, "1 to " + GenerationRequest.MAX_COMPLETIONS);
            }
            return new Planned.Ready(text, prompt, parameters, completions);
        } catch (InvalidFieldException e) {
            return new Planned.Refused(e.field(), e.value(), e.expectation());
        }
    }

    /** The seed of a key: the first 8 bytes of the SHA-256 of its UTF-8, the first byte highest. */
    public static long seed(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Task task(String name) {
        return Task.named(name)
                .orElseThrow(
                        () -> new InvalidFieldException("task", name, "one of " + String.join(", ", Task.names())));
    }

    private static String promptText(PromptSettings settings, Optional<Task> task) {
        if (task.equals(Optional.of(Task.UNCONDITIONAL))) {
            requireNoText("prompt", settings.prompt());
            requireNoText("input", settings.input());
            return "";
        }
        if (settings.prompt().isPresent() && settings.input().isPresent()) {
            throw new InvalidFieldException("input", "given beside prompt", "only one of the two");
        }
        if (settings.input().isPresent()) {
            Task known = task.orElseThrow(() ->
                    new InvalidFieldException("task", "absent", "a task for the input, e.g. story; or use prompt"));
            return known.prompt(notBlank("input", settings.input().get()));
        }
        return notBlank(
                "prompt",
                settings.prompt()
                        .orElseThrow(() ->
                                new InvalidFieldException("prompt", "absent", "a prompt, or a task and its input")));
    }

    private List<Integer> promptTokens(PromptSettings settings, String text) {
        return text.isEmpty()
                ? List.of(tokenizer.endOfText())
                : tokens(settings.input().isPresent() ? "input" : "prompt", text);
    }

    private static String notBlank(String field, String text) {
        if (text.isBlank()) {
            throw new InvalidFieldException(
                    field, text.isEmpty() ? "empty" : "blank", "text, or the task unconditional with neither");
        }
        return text;
    }

    private static void requireNoText(String field, Optional<String> text) {
        if (text.isPresent() && !text.get().isEmpty()) {
            throw new InvalidFieldException(
                    field, text.get().length() + " characters", "no text with the task unconditional");
        }
    }

    private List<Integer> tokens(String field, String text) {
        // A text that cannot fit even in the longest tokens need not be encoded to be refused.
        boolean isHopeless = text.length() > (long) contextLength * tokenizer.longestTokenBytes();
        int[] tokens = isHopeless ? new int[0] : tokenizer.encode(text);
        if (isHopeless || tokens.length >= contextLength) {
            String size = isHopeless ? text.length() + " characters" : tokens.length + " tokens";
            throw new InvalidFieldException(
                    field,
                    size,
                    "at most " + (contextLength - 1) + " tokens, since the model's context of " + contextLength
                            + " also holds what is written");
        }
        return Arrays.stream(tokens).boxed().toList();
    }

    private int maxTokens(PromptSettings settings, TaskDefaults defaults, int promptTokens) {
        int room = contextLength - promptTokens;
        int maxTokens = settings.maxTokens().orElse(Math.min(defaults.maxTokens(), room));
        if (maxTokens < 1 || maxTokens > room) {
            throw new InvalidFieldException(
                    "maxTokens",
                    maxTokens,
                    "1 to " + room + ": the prompt takes " + promptTokens + " of the context's " + contextLength
                            + " tokens");
        }
        return maxTokens;
    }
}
