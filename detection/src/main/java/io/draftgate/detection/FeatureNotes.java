package io.draftgate.detection;

import io.draftgate.detection.ExplainedDetection.FeatureNote;
import io.draftgate.detection.model.HumanNorm;
import io.draftgate.detection.model.RegimeEnsemble;
import io.draftgate.detection.model.RegimeModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Finds the features that carried a score: those of the regime that the text is most like. Immutable. */
final class FeatureNotes {

    /** More lines are not read. */
    private static final int MOST = 6;

    /** A feature that adds less is one of hundreds that do. */
    private static final double LEAST_WEIGHT = 0.02;

    private final RegimeEnsemble ensemble;
    private final List<HumanNorm> norms;

    FeatureNotes(RegimeEnsemble ensemble, List<HumanNorm> norms) {
        this.ensemble = ensemble;
        this.norms = norms;
    }

    /**
     * The notes, the strongest first.
     *
     * @param features as measured
     */
    List<FeatureNote> of(double[] features, int characters) {
        double[] standardised = ensemble.standardiser().apply(features);
        RegimeModel decisive = ensemble.models().stream()
                .max(Comparator.comparingDouble(model -> model.score(standardised)))
                .orElseThrow();
        double[] weights = decisive.contributions(standardised);
        List<Double> human = norms.stream()
                .filter(norm -> norm.band().contains(characters))
                .findFirst()
                .map(HumanNorm::means)
                .orElse(ensemble.standardiser().centres());
        List<FeatureNote> notes = new ArrayList<>();
        Set<String> told = new HashSet<>();
        IntStream.range(0, weights.length)
                .boxed()
                .filter(c -> Math.abs(weights[c]) >= LEAST_WEIGHT && !Double.isNaN(features[c]))
                .sorted(Comparator.comparingDouble(c -> -Math.abs(weights[c])))
                .forEach(c -> {
                    String name = ensemble.standardiser().names().get(c);
                    if (notes.size() < MOST && told.add(FeatureWords.subject(name))) {
                        notes.add(new FeatureNote(
                                name,
                                features[c],
                                human.get(c),
                                weights[c],
                                FeatureWords.of(name, features[c], human.get(c))));
                    }
                });
        return notes;
    }
}
