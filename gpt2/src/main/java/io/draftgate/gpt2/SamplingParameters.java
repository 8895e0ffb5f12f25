package io.draftgate.gpt2;

import java.util.List;

/**
 * How tokens are drawn. Immutable; the recipe that uses these values stands in the package {@code sampling}.
 * A value outside its range throws an {@link InvalidFieldException}.
 *
 * @param temperature divides the logits, 0 to {@value #MAX_TEMPERATURE}; 0 takes the likeliest token
 * @param topK how many of the likeliest tokens stay in the draw; 0 keeps all
 * @param topP share of probability that stays in the draw, above 0 and at most 1; 1 keeps all
 * @param stop strings that end the completion; the text ends before them. At most {@value #MAX_STOPS} of at most {@value
 *     #MAX_STOP_LENGTH} characters
 * @param maxTokens most tokens to write, at least 1
 * @param seed key of the random numbers; the same request with the same seed gives the same tokens
 */
public record SamplingParameters(
        double temperature, int topK, double topP, List<String> stop, int maxTokens, long seed) {
    /** Far beyond use: at 100 the draw is all but uniform. */
    public static final double MAX_TEMPERATURE = 100;

    /** Each stop string is searched after every token. */
    public static final int MAX_STOPS = 16;

    /** Bounds the tail of the text that is searched after every token. */
    public static final int MAX_STOP_LENGTH = 256;

    public SamplingParameters {
        require(temperature >= 0 && temperature <= MAX_TEMPERATURE, "temperature", temperature, "0 to 100, e.g. 0.8");
        require(topK >= 0, "topK", topK, "0 (off) or more, e.g. 40");
        require(topP > 0 && topP <= 1, "topP", topP, "above 0 and at most 1 (off), e.g. 0.95");
        require(stop.size() <= MAX_STOPS, "stop", stop.size() + " strings", "at most " + MAX_STOPS);
        stop = List.copyOf(stop);
        for (String text : stop) {
            require(!text.isEmpty(), "stop", "an empty string", "at least 1 character, e.g. \"\\n\"");
            require(
                    text.length() <= MAX_STOP_LENGTH,
                    "stop",
                    "a string of " + text.length() + " characters",
                    "at most " + MAX_STOP_LENGTH);
        }
        require(maxTokens >= 1, "maxTokens", maxTokens, "at least 1, e.g. 100");
    }

    /** The likeliest token every time, {@code maxTokens} long: no randomness, no stop strings. */
    public static SamplingParameters greedy(int maxTokens) {
        return new SamplingParameters(0, 0, 1, List.of(), maxTokens, 0);
    }

    public boolean isGreedy() {
        return temperature == 0;
    }

    private static void require(boolean valid, String field, Object value, String expectation) {
        if (!valid) {
            throw new InvalidFieldException(field, value, expectation);
        }
    }
}
