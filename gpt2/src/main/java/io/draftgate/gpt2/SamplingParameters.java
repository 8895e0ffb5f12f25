package io.draftgate.gpt2;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How tokens are drawn and when that ends. Immutable; the recipe that uses these values stands in the package {@code sampling}.
 * A value outside its range throws an {@link InvalidFieldException}.
 *
 * @param topLogProbabilities how many of the likeliest tokens are recorded at every position, 0 to {@value
 *     #MAX_TOP_LOG_PROBABILITIES}
 * @param seed key of the random numbers; the same request with the same seed gives the same tokens
 */
public record SamplingParameters(Shaping shaping, Ending ending, int topLogProbabilities, long seed) {
    /** Bounds the record: seven bytes for each of them at each position. */
    public static final int MAX_TOP_LOG_PROBABILITIES = 20;

    public SamplingParameters {
        if (topLogProbabilities < 0 || topLogProbabilities > MAX_TOP_LOG_PROBABILITIES) {
            throw new InvalidFieldException(
                    "topLogProbabilities",
                    topLogProbabilities,
                    "0 (none) to " + MAX_TOP_LOG_PROBABILITIES + " tokens, e.g. 5");
        }
    }

    /** The controls that are used most, all others off. */
    public SamplingParameters(double temperature, int topK, double topP, List<String> stop, int maxTokens, long seed) {
        this(Shaping.of(temperature, topK, topP), Ending.of(maxTokens, stop), 0, seed);
    }

    /** The likeliest token every time, {@code maxTokens} long: no randomness, no stop strings. */
    public static SamplingParameters greedy(int maxTokens) {
        return new SamplingParameters(0, 0, 1, List.of(), maxTokens, 0);
    }

    public boolean isGreedy() {
        return shaping.isGreedy();
    }

    public int maxTokens() {
        return ending.maxTokens();
    }

    /**
     * Checks what depends on the model.
     *
     * @throws InvalidFieldException if a token lies outside the vocabulary, or none is left to draw
     */
    public void requireVocabulary(int vocabularySize, int endOfText) {
        requireInside("logitBias", shaping.logitBias().keySet(), vocabularySize);
        requireInside("stopTokenIds", ending.stopTokenIds(), vocabularySize);
        Set<Integer> barred = new HashSet<>(suppressedAt(0, endOfText));
        shaping.logitBias().forEach((id, bias) -> {
            if (bias == Shaping.MIN_BIAS) {
                barred.add(id);
            }
        });
        if (barred.size() >= vocabularySize) {
            throw new InvalidFieldException(
                    "logitBias", "-100 for all tokens that may be drawn", "at least 1 of " + vocabularySize + " left");
        }
    }

    /** The tokens that cannot be drawn at a position of a completion: those that would end it before its minimum of tokens. */
    public Set<Integer> suppressedAt(int position, int endOfText) {
        if (position >= ending.minTokens()) {
            return Set.of();
        }
        var suppressed = new HashSet<>(ending.stopTokenIds());
        suppressed.add(endOfText);
        return suppressed;
    }

    private static void requireInside(String field, Set<Integer> ids, int vocabularySize) {
        Optional<Integer> outside =
                ids.stream().filter(id -> id >= vocabularySize).findFirst();
        if (outside.isPresent()) {
            throw new InvalidFieldException(
                    field, "for token " + outside.get(), "token ids of the model, 0 to " + (vocabularySize - 1));
        }
    }
}
