package io.draftgate.cli.model;

import io.draftgate.gpt2.task.PromptSettings;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
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
            names = "--seed",
            paramLabel = "N",
            description = "The same seed gives the same text (default: derived from the prompt).")
    private @Nullable Long seed;

    @Option(
            names = "--stop",
            paramLabel = "TEXT",
            description = "End the text before this; can be repeated (default: the task's).")
    private @Nullable List<String> stop;

    @Option(names = "--n", paramLabel = "N", description = "How many texts to write (default: 1).")
    private @Nullable Integer completions;

    PromptSettings settings(Optional<String> task, Optional<String> prompt, Optional<String> input) {
        return new PromptSettings(
                task,
                prompt,
                input,
                maxTokens == null ? OptionalInt.empty() : OptionalInt.of(maxTokens),
                temperature == null ? OptionalDouble.empty() : OptionalDouble.of(temperature),
                topK == null ? OptionalInt.empty() : OptionalInt.of(topK),
                topP == null ? OptionalDouble.empty() : OptionalDouble.of(topP),
                seed == null ? OptionalLong.empty() : OptionalLong.of(seed),
                Optional.ofNullable(stop),
                completions == null ? OptionalInt.empty() : OptionalInt.of(completions));
    }
}
