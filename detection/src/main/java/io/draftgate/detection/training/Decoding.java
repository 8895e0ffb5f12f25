package io.draftgate.detection.training;

import io.draftgate.detection.model.Regime;
import io.draftgate.gpt2.Ending;
import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.Shaping;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a draft is drawn. Immutable.
 *
 * @param repetitionPenalty 1 is off
 */
public record Decoding(double temperature, int topK, double topP, double repetitionPenalty) {

    /** Below this a penalty changes hardly a word. */
    private static final double MIN_PENALTY = 1.05;

    /** Every combination, the penalty changing last. */
    static List<Decoding> grid(List<Double> temperatures, List<Decoding> truncations, List<Double> penalties) {
        List<Decoding> grid = new ArrayList<>();
        for (double penalty : penalties) {
            for (Decoding truncation : truncations) {
                for (double temperature : temperatures) {
                    grid.add(new Decoding(temperature, truncation.topK(), truncation.topP(), penalty));
                }
            }
        }
        return List.copyOf(grid);
    }

    /** A part of a grid: which tokens stay in the draw. */
    static Decoding truncation(int topK, double topP) {
        return new Decoding(1, topK, topP, 1);
    }

    /** The regime of a draft by the language model that a detector can ask. */
    public Regime ownRegime() {
        if (repetitionPenalty >= MIN_PENALTY) {
            return Regime.OWN_PENALISED;
        }
        boolean whole = temperature >= 0.9 && topK == 0 && topP * temperature >= 0.9;
        return whole ? Regime.OWN_WHOLE : Regime.OWN_TRUNCATED;
    }

    SamplingParameters parameters(int maxTokens, long seed) {
        Shaping shaping = new Shaping(Map.of(), repetitionPenalty, 0, 0, temperature, topK, topP, 0);
        return new SamplingParameters(shaping, Ending.of(maxTokens, List.of()), 0, seed);
    }

    /** In the words of {@link LabelledText#decoding}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "temperature=%s top_k=%d top_p=%.2f repetition_penalty=%.2f",
                temperature,
                topK,
                topP,
                repetitionPenalty);
    }
}
