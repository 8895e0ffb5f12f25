package io.draftgate.detection.training;

import io.draftgate.detection.model.Standardiser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Takes out of every text what its collection has in common: the mean of the human texts of that collection. A detector
 * learns what parts machine from human text at one place, not what parts one place from another. Immutable.
 */
final class Centring {

    /** The mean of fewer texts would be noise; such a collection gets the mean of the others. */
    private static final int MIN_HUMAN = 20;

    private final Map<String, List<Double>> byCollection;
    private final List<Double> overall;

    private Centring(Map<String, List<Double>> byCollection, List<Double> overall) {
        this.byCollection = byCollection;
        this.overall = overall;
    }

    /** Learns the mean of each collection with enough human texts. */
    static Centring of(List<MeasuredText> texts, int features) {
        List<Double> zero = Collections.nCopies(features, 0.0);
        Map<String, List<double[]>> human = texts.stream()
                .filter(text -> text.text().isHuman())
                .collect(Collectors.groupingBy(
                        text -> text.text().collection(),
                        LinkedHashMap::new,
                        Collectors.mapping(MeasuredText::features, Collectors.toList())));
        human.values().removeIf(rows -> rows.size() < MIN_HUMAN);
        Map<String, List<Double>> centres = new LinkedHashMap<>();
        List<double[]> all = new ArrayList<>();
        List<Double> everyone =
                Standardiser.mean(human.values().stream().flatMap(List::stream).toList(), zero);
        human.forEach((collection, rows) -> {
            List<Double> centre = Standardiser.mean(rows, everyone);
            centres.put(collection, centre);
            all.add(centre.stream().mapToDouble(Double::doubleValue).toArray());
        });
        return new Centring(centres, Standardiser.mean(all, zero));
    }

    /** The mean over collections of the mean of human text: what stands in for a user's own texts. */
    List<Double> overall() {
        return overall;
    }

    /** The features of a text less the mean of its collection. */
    double[] centred(MeasuredText text) {
        List<Double> centre = byCollection.getOrDefault(text.text().collection(), overall);
        double[] row = text.features().clone();
        for (int c = 0; c < row.length; c++) {
            row[c] -= centre.get(c);
        }
        return row;
    }
}
