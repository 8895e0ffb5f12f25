package io.draftgate.gpt2.task;

import io.draftgate.gpt2.GenerationRequest;
import io.draftgate.gpt2.InvalidFieldException;
import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.tokenizer.BytePairEncoding;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes a request out of a prompt and its settings for one model, or says why it cannot be. Immutable and thread-safe. */
public final class PromptPlanner {
    /** What a prompt without a task gets, and a task that does not say otherwise. */
    private static final SamplingSettings NO_TASK = SamplingSettings.sampled(128);

    private final BytePairEncoding tokenizer;
    private final int contextLength;
    private final Tasks tasks;
    private final ClozePlanner clozes;

    /** A planner for a model and the bundled tasks. */
    public PromptPlanner(Gpt2 model) {
        this(model, Tasks.bundled());
    }

    public PromptPlanner(Gpt2 model, Tasks tasks) {
        this.tokenizer = model.tokenizer();
        this.contextLength = model.config().contextLength();
        this.tasks = tasks;
        clozes = new ClozePlanner(tokenizer, contextLength);
    }

    /**
     * Settles every value: what the settings name, else the task's default.
     *
     * @param seedKey gives the seed if none is named: the same key, the same draft. See {@link #seed}
     */
    public Planned plan(PromptSettings settings, String seedKey) {
        try {
            Optional<Task> task = settings.task().map(this::task);
            String text = promptText(settings, task);
            long seed = settings.seed().orElseGet(() -> seed(seedKey));
            if (chooses(settings, task)) {
                return clozes.plan(settings, field(settings), text, seed);
            }
            SamplingSettings defaults =
                    task.map(Task::settings).orElse(SamplingSettings.NONE).orElse(NO_TASK);
            KeptPrompt prompt = prompt(settings, text, defaults);
            int maxTokens = maxTokens(settings, defaults, prompt.tokenIds().size());
            SamplingParameters parameters =
                    sampling(settings.sampling(), defaults, maxTokens).parameters(maxTokens, seed);
            parameters.requireVocabulary(tokenizer.vocabularySize(), tokenizer.endOfText());
            int completions = settings.completions().orElse(1);
            // Checked here under the name that prompt files use.
            if (completions < 1 || completions > GenerationRequest.MAX_COMPLETIONS) {
                throw new InvalidFieldException("n", completions, "1 to " + GenerationRequest.MAX_COMPLETIONS);
            }
            return new Planned.Ready(
                    prompt.text(), prompt.tokenIds(), prompt.dropped(), parameters, completions, Optional.empty());
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

    private Task task(String name) {
        return tasks.named(name)
                .orElseThrow(
                        () -> new InvalidFieldException("task", name, "one of " + String.join(", ", tasks.names())));
    }

    private static boolean chooses(PromptSettings settings, Optional<Task> task) {
        boolean chooses = task.isPresent() && task.get().chooses();
        if (!chooses && !settings.choices().isEmpty()) {
            throw new InvalidFieldException(
                    "choices", settings.choices().size() + " strings", "none, or a task that chooses, e.g. cloze");
        }
        return chooses;
    }

    /** The field that the text came in. */
    private static String field(PromptSettings settings) {
        return settings.input().isPresent() ? "input" : "prompt";
    }

    private static String promptText(PromptSettings settings, Optional<Task> task) {
        boolean takesNoText = task.isPresent() && task.get().template().isEmpty();
        if (takesNoText) {
            requireNoText(task.get().name(), "prompt", settings.prompt());
            requireNoText(task.get().name(), "input", settings.input());
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

    /**
     * The prompt that the model is given.
     *
     * @param dropped tokens that were cut off its front
     */
    private record KeptPrompt(String text, List<Integer> tokenIds, int dropped) {}

    private KeptPrompt prompt(PromptSettings settings, String text, SamplingSettings defaults) {
        LongPrompt longPrompt = settings.longPrompt().map(LongPrompt::named).orElse(LongPrompt.REJECT);
        if (text.isEmpty()) {
            return new KeptPrompt(text, List.of(tokenizer.endOfText()), 0);
        }
        String field = field(settings);
        return switch (longPrompt) {
            case REJECT -> new KeptPrompt(text, tokens(field, text), 0);
            case KEEP_LAST -> last(text, room(settings, defaults));
        };
    }

    /** Tokens that the context leaves for the prompt. */
    private int room(PromptSettings settings, SamplingSettings defaults) {
        Integer explicit = settings.sampling().maxTokens();
        Integer usual = defaults.maxTokens();
        int maxTokens = explicit != null ? explicit : Math.min(usual == null ? 1 : usual, contextLength - 1);
        if (maxTokens < 1 || maxTokens > contextLength - 1) {
            throw new InvalidFieldException(
                    "maxTokens",
                    maxTokens,
                    "1 to " + (contextLength - 1) + ": one of the context's " + contextLength
                            + " tokens at least is the prompt's");
        }
        return contextLength - maxTokens;
    }

    private KeptPrompt last(String text, int room) {
        int[] tokens = tokenizer.encode(text);
        int dropped = Math.max(0, tokens.length - room);
        int[] kept = Arrays.copyOfRange(tokens, dropped, tokens.length);
        return new KeptPrompt(
                dropped == 0 ? text : tokenizer.decode(kept),
                Arrays.stream(kept).boxed().toList(),
                dropped);
    }

    private static String notBlank(String field, String text) {
        if (text.isBlank()) {
            throw new InvalidFieldException(
                    field, text.isEmpty() ? "empty" : "blank", "text, or the task unconditional with neither");
        }
        return text;
    }

    private static void requireNoText(String task, String field, Optional<String> text) {
        if (text.isPresent() && !text.get().isEmpty()) {
            throw new InvalidFieldException(
                    field, text.get().length() + " characters", "no text with the task " + task);
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
                            + " also holds what is written; or longPrompt keepLast");
        }
        return Arrays.stream(tokens).boxed().toList();
    }

    private int maxTokens(PromptSettings settings, SamplingSettings defaults, int promptTokens) {
        int room = contextLength - promptTokens;
        Integer explicit = settings.sampling().maxTokens();
        Integer usual = defaults.maxTokens();
        int maxTokens = explicit != null ? explicit : Math.min(usual == null ? room : usual, room);
        if (maxTokens < 1 || maxTokens > room) {
            throw new InvalidFieldException(
                    "maxTokens",
                    maxTokens,
                    "1 to " + room + ": the prompt takes " + promptTokens + " of the context's " + contextLength
                            + " tokens");
        }
        return maxTokens;
    }

    /** A task's minimum gives way to what there is room for; one that was asked for does not. */
    private static SamplingSettings sampling(SamplingSettings asked, SamplingSettings defaults, int maxTokens) {
        SamplingSettings sampling = asked.orElse(defaults);
        Integer minTokens = sampling.minTokens();
        return asked.minTokens() == null && minTokens != null && minTokens > maxTokens
                ? sampling.withMinTokens(maxTokens)
                : sampling;
    }
}
