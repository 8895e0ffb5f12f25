package io.draftgate.cli.model;

import io.draftgate.gpt2.Completion;
import io.draftgate.gpt2.Engine;
import io.draftgate.gpt2.FinishReason;
import io.draftgate.gpt2.Generation;
import io.draftgate.gpt2.Gpt2;
import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.task.Planned;
import java.util.List;

/** What {@code draftgate generate --json} prints. Immutable. */
record GenerationDocument(
        List<Text> completions,
        List<Integer> promptTokenIds,
        long seed,
        String modelDigest,
        String engine,
        Parameters parameters) {

    GenerationDocument {
        completions = List.copyOf(completions);
        promptTokenIds = List.copyOf(promptTokenIds);
    }

    record Text(int index, String text, List<Integer> tokenIds, String finishReason) {
        static Text of(Completion completion) {
            return new Text(
                    completion.index(), completion.text(), completion.tokenIds(), word(completion.finishReason()));
        }

        private static String word(FinishReason reason) {
            return switch (reason) {
                case STOP -> "stop";
                case LENGTH -> "length";
                case END_OF_TEXT -> "endOfText";
                case LOOP -> "loop";
            };
        }
    }

    record Parameters(double temperature, int topK, double topP, List<String> stop, int maxTokens, int n) {
        static Parameters of(SamplingParameters sampling, int completions) {
            return new Parameters(
                    sampling.shaping().temperature(),
                    sampling.shaping().topK(),
                    sampling.shaping().topP(),
                    sampling.ending().stop(),
                    sampling.maxTokens(),
                    completions);
        }
    }

    static GenerationDocument of(Planned.Ready plan, Generation generation, Gpt2 model, Engine engine) {
        return new GenerationDocument(
                generation.completions().stream().map(Text::of).toList(),
                plan.promptTokenIds(),
                plan.parameters().seed(),
                model.digest(),
                engine.identity(),
                Parameters.of(plan.parameters(), plan.completions()));
    }
}
