package io.draftgate.gpt2;

import java.util.Map;

/**
 * How the distribution of the next token is changed before the draw; the package tells the steps in order. Immutable.
 * A value outside its range throws an {@link InvalidFieldException}.
 *
 * @param logitBias by token id, added to its score, {@value #MIN_BIAS} to {@value #MAX_BIAS}; {@value #MIN_BIAS} forbids the
 *     token. At most {@value #MAX_BIASES}
 * @param repetitionPenalty multiplies the log-probability of every token that prompt or completion hold, above 0 and at most
 *     {@value #MAX_REPETITION_PENALTY}; 1 is off
 * @param presencePenalty taken once from the score of every token that the completion holds, {@value #MIN_PENALTY} to
 *     {@value #MAX_PENALTY}; 0 is off
 * @param frequencyPenalty taken from the score of a token as often as the completion holds it; same range
 * @param temperature divides the scores, 0 to {@value #MAX_TEMPERATURE}; 0 takes the likeliest token
 * @param topK how many of the likeliest tokens stay in the draw; 0 keeps all
 * @param topP share of probability that stays in the draw, above 0 and at most 1; 1 keeps all
 * @param minP tokens below this share of the likeliest token's probability leave the draw, 0 to 1; 0 keeps all
 */
public record Shaping(
        Map<Integer, Double> logitBias,
        double repetitionPenalty,
        double presencePenalty,
        double frequencyPenalty,
        double temperature,
        int topK,
        double topP,
        double minP) {
    public static final double MIN_BIAS = -100;
    public static final double MAX_BIAS = 100;

    /** They travel with every draft. */
    public static final int MAX_BIASES = 1024;

    /** At 10 a token of probability 0.5 falls to 0.001 beside the others. */
    public static final double MAX_REPETITION_PENALTY = 10;

    public static final double MIN_PENALTY = -2;
    public static final double MAX_PENALTY = 2;

    /** Far beyond use: at 100 the draw is all but uniform. */
    public static final double MAX_TEMPERATURE = 100;

    public Shaping {
        require(logitBias.size() <= MAX_BIASES, "logitBias", logitBias.size() + " tokens", "at most " + MAX_BIASES);
        logitBias.forEach((id, bias) -> {
            require(id >= 0, "logitBias", "for token " + id, "token ids from 0");
            require(
                    bias >= MIN_BIAS && bias <= MAX_BIAS,
                    "logitBias",
                    bias + " for token " + id,
                    "-100 (never drawn) to 100, e.g. 2.5");
        });
        logitBias = Map.copyOf(logitBias);
        require(
                repetitionPenalty > 0 && repetitionPenalty <= MAX_REPETITION_PENALTY,
                "repetitionPenalty",
                repetitionPenalty,
                "above 0 and at most 10, 1 is off, e.g. 1.2");
        requirePenalty("presencePenalty", presencePenalty);
        requirePenalty("frequencyPenalty", frequencyPenalty);
        require(temperature >= 0 && temperature <= MAX_TEMPERATURE, "temperature", temperature, "0 to 100, e.g. 0.8");
        require(topK >= 0, "topK", topK, "0 (off) or more, e.g. 40");
        require(topP > 0 && topP <= 1, "topP", topP, "above 0 and at most 1 (off), e.g. 0.95");
        require(minP >= 0 && minP <= 1, "minP", minP, "0 (off) to 1, e.g. 0.05");
    }

    /** Temperature, top-k and top-p alone. */
    public static Shaping of(double temperature, int topK, double topP) {
        return new Shaping(Map.of(), 1, 0, 0, temperature, topK, topP, 0);
    }

    public boolean isGreedy() {
        return temperature == 0;
    }

    /** Whether the draw depends on what was written before. */
    public boolean readsHistory() {
        return repetitionPenalty != 1 || presencePenalty != 0 || frequencyPenalty != 0;
    }

    /** Whether it changes scores, and not only what is done with them. */
    public boolean changesScores() {
        return readsHistory() || !logitBias.isEmpty();
    }

    private static void requirePenalty(String field, double value) {
        require(value >= MIN_PENALTY && value <= MAX_PENALTY, field, value, "-2 to 2, 0 is off, e.g. 0.5");
    }

    private static void require(boolean valid, String field, Object value, String expectation) {
        if (!valid) {
            throw new InvalidFieldException(field, value, expectation);
        }
    }
}
