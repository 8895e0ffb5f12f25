package io.draftgate.gpt2.task;

import io.draftgate.gpt2.Ending;
import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.Shaping;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The sampling that somebody asks for, as it came and unchecked; what is null was not said. The meanings are those of {@link
 * Shaping}, {@link Ending} and {@link SamplingParameters}. Immutable.
 */
public record SamplingSettings(
        @Nullable Integer maxTokens,
        @Nullable Integer minTokens,
        @Nullable Double temperature,
        @Nullable Integer topK,
        @Nullable Double topP,
        @Nullable Double minP,
        @Nullable Map<Integer, Double> logitBias,
        @Nullable Double repetitionPenalty,
        @Nullable Double presencePenalty,
        @Nullable Double frequencyPenalty,
        @Nullable List<String> stop,
        @Nullable List<Integer> stopTokenIds,
        @Nullable Integer stopOnLoop,
        @Nullable Integer maxSentences,
        @Nullable Integer topLogProbabilities) {

    /** The names of the fields, as prompt files and task files spell them. */
    public static final List<String> FIELDS = List.of(
            "maxTokens",
            "minTokens",
            "temperature",
            "topK",
            "topP",
            "minP",
            "logitBias",
            "repetitionPenalty",
            "presencePenalty",
            "frequencyPenalty",
            "stop",
            "stopTokenIds",
            "stopOnLoop",
            "maxSentences",
            "topLogProbabilities");

    /** Nothing was said. */
    public static final SamplingSettings NONE = new SamplingSettings(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    public SamplingSettings {
        logitBias = logitBias == null ? null : Map.copyOf(logitBias);
        stop = stop == null ? null : List.copyOf(stop);
        stopTokenIds = stopTokenIds == null ? null : List.copyOf(stopTokenIds);
    }

    /** Reads the {@link #FIELDS} of an object. */
    public static SamplingSettings of(ObjectFields fields) {
        return new SamplingSettings(
                fields.whole("maxTokens"),
                fields.whole("minTokens"),
                fields.number("temperature"),
                fields.whole("topK"),
                fields.number("topP"),
                fields.number("minP"),
                fields.numbersByToken("logitBias"),
                fields.number("repetitionPenalty"),
                fields.number("presencePenalty"),
                fields.number("frequencyPenalty"),
                fields.texts("stop"),
                fields.wholes("stopTokenIds"),
                fields.wholeOrFlag("stopOnLoop", Ending.USUAL_LOOP),
                fields.whole("maxSentences"),
                fields.whole("topLogProbabilities"));
    }

    /** As the released samples were drawn: temperature 1, the 40 likeliest tokens. */
    static SamplingSettings sampled(int maxTokens) {
        return new SamplingSettings(
                maxTokens, null, 1.0, 40, 1.0, null, null, null, null, null, null, null, null, null, null);
    }

    /** These, and what they do not say from {@code others}. */
    public SamplingSettings orElse(SamplingSettings others) {
        return new SamplingSettings(
                either(maxTokens, others.maxTokens),
                either(minTokens, others.minTokens),
                either(temperature, others.temperature),
                either(topK, others.topK),
                either(topP, others.topP),
                either(minP, others.minP),
                either(logitBias, others.logitBias),
                either(repetitionPenalty, others.repetitionPenalty),
                either(presencePenalty, others.presencePenalty),
                either(frequencyPenalty, others.frequencyPenalty),
                either(stop, others.stop),
                either(stopTokenIds, others.stopTokenIds),
                either(stopOnLoop, others.stopOnLoop),
                either(maxSentences, others.maxSentences),
                either(topLogProbabilities, others.topLogProbabilities));
    }

    /** The first field that was said. */
    Optional<String> first() {
        List<@Nullable Object> values = Arrays.asList(
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
        return IntStream.range(0, values.size())
                .filter(i -> values.get(i) != null)
                .mapToObj(FIELDS::get)
                .findFirst();
    }

    SamplingSettings withMinTokens(int tokens) {
        return new SamplingSettings(
                        null, tokens, null, null, null, null, null, null, null, null, null, null, null, null, null)
                .orElse(this);
    }

    /**
     * The parameters; what is not said is off.
     *
     * @throws io.draftgate.gpt2.InvalidFieldException if a value lies outside its range
     */
    SamplingParameters parameters(int tokens, long seed) {
        var shaping = new Shaping(
                Objects.requireNonNullElse(logitBias, Map.of()),
                Objects.requireNonNullElse(repetitionPenalty, 1.0),
                Objects.requireNonNullElse(presencePenalty, 0.0),
                Objects.requireNonNullElse(frequencyPenalty, 0.0),
                Objects.requireNonNullElse(temperature, 1.0),
                Objects.requireNonNullElse(topK, 0),
                Objects.requireNonNullElse(topP, 1.0),
                Objects.requireNonNullElse(minP, 0.0));
        var ending = new Ending(
                tokens,
                Objects.requireNonNullElse(minTokens, 0),
                Objects.requireNonNullElse(stop, List.of()),
                new HashSet<>(Objects.requireNonNullElse(stopTokenIds, List.of())),
                Objects.requireNonNullElse(stopOnLoop, 0),
                Objects.requireNonNullElse(maxSentences, 0));
        return new SamplingParameters(shaping, ending, Objects.requireNonNullElse(topLogProbabilities, 0), seed);
    }

    private static <T> @Nullable T either(@Nullable T first, @Nullable T second) {
        return first != null ? first : second;
    }
}
