package io.draftgate.detection.model;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One model a decoding regime over one set of features. Immutable, thread-safe.
 *
 * @param standardiser of all features
 * @param models at least one, each of another regime
 */
public record RegimeEnsemble(Standardiser standardiser, List<RegimeModel> models) {

    /** Sharpens the join: text of one regime stands out in that regime alone. */
    private static final double SHARPNESS = 2;

    public RegimeEnsemble {
        models = List.copyOf(models);
        if (models.isEmpty()) {
            throw new IllegalArgumentException("models are empty, expected at least one regime");
        }
    }

    /**
     * The same models for other human text.
     *
     * @param human features of human texts, not standardised
     */
    public RegimeEnsemble centredOn(List<double[]> human) {
        return new RegimeEnsemble(standardiser.centredOn(human), models);
    }

    /**
     * Scores a text.
     *
     * @param features in the order of the standardiser's names, NaN where not measured
     */
    public Score score(double[] features) {
        double[] standardised = standardiser.apply(features);
        Map<Regime, Double> byRegime = new EnumMap<>(Regime.class);
        double highest = Double.NEGATIVE_INFINITY;
        for (RegimeModel model : models) {
            double score = model.score(standardised);
            byRegime.put(model.regime(), score);
            highest = Math.max(highest, score);
        }
        double sum = 0;
        for (double score : byRegime.values()) {
            sum += Math.exp(SHARPNESS * (score - highest));
        }
        return new Score(SHARPNESS * highest + Math.log(sum), byRegime);
    }
}
