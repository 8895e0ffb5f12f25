package io.draftgate.cli.model;

import io.draftgate.gpt2.Ending;
import io.draftgate.gpt2.task.PromptSettings;
import io.draftgate.gpt2.task.SamplingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how tokens are drawn; what is not said is the task's default. */
final class SamplingOptions {

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            description = "Most tokens to write (default: the task's, or the room left in the context).")
    private @Nullable Integer maxTokens;

    @Option(
            names = "--min-tokens",
            paramLabel = "N",
            description = "Let nothing end the text before so many tokens (default: the task's, or 0).")
    private @Nullable Integer minTokens;

    @Option(
            names = "--temperature",
            paramLabel = "X",
            description = "Divides the logits; 0 takes the likeliest token (default: the task's).")
    private @Nullable Double temperature;

    @Option(
            names = "--top-k",
            paramLabel = "N",
            description = "Draw from the N likeliest tokens; 0 draws from all (default: the task's).")
    private @Nullable Integer topK;

    @Option(
            names = "--top-p",
            paramLabel = "X",
            description =
                    "Draw from the likeliest tokens that hold this share; 1 draws from all (default: the task's).")
    private @Nullable Double topP;

    @Option(
            names = "--min-p",
            paramLabel = "X",
            description = "Leave out tokens below this share of the likeliest one's probability; 0 is off.")
    private @Nullable Double minP;

    @Option(
            names = "--logit-bias",
            paramLabel = "ID=X",
            split = ",",
            description = "Add X to the score of token ID; -100 forbids it. Can be repeated.")
    private @Nullable Map<Integer, Double> logitBias;

    @Option(
            names = "--repetition-penalty",
            paramLabel = "X",
            description = "Raise the probability of tokens of prompt and text to the power of X; 1 is off.")
    private @Nullable Double repetitionPenalty;

    @Option(
            names = "--presence-penalty",
            paramLabel = "X",
            description = "Take X from the score of tokens that the text holds; 0 is off.")
    private @Nullable Double presencePenalty;

    @Option(
            names = "--frequency-penalty",
            paramLabel = "X",
            description = "Take X from the score of a token as often as the text holds it; 0 is off.")
    private @Nullable Double frequencyPenalty;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed gives the same text (default: derived from the prompt).")
    private @Nullable Long seed;

    @Option(
            names = "--stop",
            paramLabel = "TEXT",
            description = "End the text before this; can be repeated (default: the task's).")
    private @Nullable List<String> stop;

    @Option(
            names = "--stop-token-ids",
            paramLabel = "ID",
            split = ",",
            description = "End the text before one of these tokens.")
    private @Nullable List<Integer> stopTokenIds;

    @Option(
            names = "--stop-on-loop",
            paramLabel = "N",
            arity = "0..1",
            fallbackValue = "" + Ending.USUAL_LOOP,
            description = "End the text when its last N tokens are one row three times over (N, if left out: "
                    + Ending.USUAL_LOOP + ").")
    private @Nullable Integer stopOnLoop;

    @Option(
            names = "--max-sentences",
            paramLabel = "N",
            description = "Cut the text after N sentences; 0 keeps all (default: the task's).")
    private @Nullable Integer maxSentences;

    @Option(
            names = "--top-log-probabilities",
            paramLabel = "N",
            description = "Tell the N likeliest tokens at every position, with --json.")
    private @Nullable Integer topLogProbabilities;

    @Option(
            names = "--long-prompt",
            paramLabel = "reject|keepLast",
            description =
                    "What to do with a prompt that is too long: refuse it, or keep its last tokens (default: reject).")
    private @Nullable String longPrompt;

    @Option(names = "--n", paramLabel = "N", description = "How many texts to write (default: 1).")
    private @Nullable Integer completions;

    @Option(
            names = {"--choice", "--choices"},
            paramLabel = "WORDS",
            description = "What may stand in the blank of the text, with the task cloze; given twice or more often.")
    private List<String> choices = new ArrayList<>();

    PromptSettings settings(Optional<String> task, Optional<String> prompt, Optional<String> input) {
        return new PromptSettings(
                task,
                prompt,
                input,
                sampling(),
                seed == null ? OptionalLong.empty() : OptionalLong.of(seed),
                completions == null ? OptionalInt.empty() : OptionalInt.of(completions),
                Optional.ofNullable(longPrompt),
                choices);
    }

    private SamplingSettings sampling() {
        return new SamplingSettings(
                maxTokens,
                minTokens,
                temperature,
                topK,
                topP,
                minP,
                logitBias,
                repetitionPenalty,
                presencePenalty,
                frequencyPenalty,
                stop,
                stopTokenIds,
                stopOnLoop,
                maxSentences,
                topLogProbabilities);
    }
}
