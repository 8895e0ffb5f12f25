package io.draftgate.cli.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.draftgate.gpt2.Completion;
import io.draftgate.gpt2.Ending;
import io.draftgate.gpt2.FinishReason;
import io.draftgate.gpt2.Generation;
import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.Shaping;
import io.draftgate.gpt2.TokenTrace;
import io.draftgate.gpt2.engine.Engine;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.task.Choice;
import io.draftgate.gpt2.task.Planned;
import io.draftgate.gpt2.tokenizer.BytePairEncoding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code draftgate generate --json} prints. Immutable.
 *
 * @param choices what was weighed; absent if texts were written
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record GenerationDocument(
        List<Text> completions,
        List<Integer> promptTokenIds,
        int promptTokensDropped,
        long seed,
        String modelDigest,
        String engine,
        Parameters parameters,
        @Nullable List<Weighed> choices) {

    GenerationDocument {
        completions = List.copyOf(completions);
        promptTokenIds = List.copyOf(promptTokenIds);
    }

    /**
     * A choice.
     *
     * @param logProbability of it and the rest of the text, in nats
     * @param probability that it is this one, if one of them is right
     */
    record Weighed(String choice, double logProbability, double probability) {
        static List<Weighed> all(Choice choice) {
            return IntStream.range(0, choice.scores().size())
                    .mapToObj(i -> new Weighed(
                            choice.scores().get(i).choice(),
                            choice.scores().get(i).logProbability(),
                            choice.probabilities().get(i)))
                    .toList();
        }
    }

    /**
     * One completion.
     *
     * @param topLogProbabilities [tokens] the likeliest tokens at each position; absent if they were not asked for
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Text(
            int index,
            String text,
            List<Integer> tokenIds,
            String finishReason,
            List<Float> logProbabilities,
            @Nullable List<List<TopToken>> topLogProbabilities) {
        static Text of(Completion completion, BytePairEncoding tokenizer) {
            return new Text(
                    completion.index(),
                    completion.text(),
                    completion.tokenIds(),
                    word(completion.finishReason()),
                    completion.trace().logProbabilities(),
                    TopToken.all(completion.trace(), tokenizer));
        }

        private static String word(FinishReason reason) {
            return switch (reason) {
                case STOP -> "stop";
                case LENGTH -> "length";
                case END_OF_TEXT -> "endOfText";
                case LOOP -> "loop";
                case CHOICE -> "choice";
            };
        }
    }

    /** A token that could have been drawn. */
    record TopToken(int id, String text, float logProbability) {
        static @Nullable List<List<TopToken>> all(TokenTrace trace, BytePairEncoding tokenizer) {
            int each = trace.topPerToken();
            return each == 0
                    ? null
                    : IntStream.range(0, trace.size())
                            .mapToObj(position -> IntStream.range(position * each, (position + 1) * each)
                                    .mapToObj(at -> new TopToken(
                                            trace.topTokenIds().get(at),
                                            tokenizer.decode(
                                                    List.of(trace.topTokenIds().get(at))),
                                            trace.topLogProbabilities().get(at)))
                                    .toList())
                            .toList();
        }
    }

    /** How tokens were drawn; the names are those of prompt files. */
    record Parameters(
            double temperature,
            int topK,
            double topP,
            double minP,
            Map<Integer, Double> logitBias,
            double repetitionPenalty,
            double presencePenalty,
            double frequencyPenalty,
            int maxTokens,
            int minTokens,
            List<String> stop,
            List<Integer> stopTokenIds,
            int stopOnLoop,
            int maxSentences,
            int topLogProbabilities,
            int n) {
        static Parameters of(SamplingParameters sampling, int completions) {
            Shaping shaping = sampling.shaping();
            Ending ending = sampling.ending();
            return new Parameters(
                    shaping.temperature(),
                    shaping.topK(),
                    shaping.topP(),
                    shaping.minP(),
                    new TreeMap<>(shaping.logitBias()),
                    shaping.repetitionPenalty(),
                    shaping.presencePenalty(),
                    shaping.frequencyPenalty(),
                    ending.maxTokens(),
                    ending.minTokens(),
                    ending.stop(),
                    ending.stopTokenIds().stream().sorted().toList(),
                    ending.stopOnLoop(),
                    ending.maxSentences(),
                    sampling.topLogProbabilities(),
                    completions);
        }
    }

    static GenerationDocument of(Planned.Ready plan, Generation generation, Gpt2 model, Engine engine) {
        Optional<Choice> choice = plan.weighed().map(weighed -> Choice.of(weighed.cloze(), generation));
        return new GenerationDocument(
                choice.map(made -> List.of(made.completion())).orElse(generation.completions()).stream()
                        .map(completion -> Text.of(completion, model.tokenizer()))
                        .toList(),
                plan.promptTokenIds(),
                plan.promptTokensDropped(),
                plan.parameters().seed(),
                model.digest(),
                engine.identity(),
                Parameters.of(plan.parameters(), choice.isPresent() ? 1 : plan.completions()),
                choice.map(Weighed::all).orElse(null));
    }
}
