package io.draftgate.detection.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What people's texts of about one length measure: what a text is compared with when a verdict is explained. Immutable.
 *
 * @param means one a feature, in the order of the standardiser's names
 */
public record HumanNorm(LengthBand band, List<Double> means) {

    public HumanNorm {
        means = List.copyOf(means);
    }

    /**
     * The norm of every band.
     *
     * @param characters of each text
     * @param rows its features, NaN where not measured
     * @param absent stands in where no text of a band has a figure
     */
    public static List<HumanNorm> of(List<Integer> characters, List<double[]> rows, List<Double> absent) {
        List<HumanNorm> norms = new ArrayList<>();
        for (LengthBand band : LengthBand.ALL) {
            List<double[]> inBand = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                if (band.contains(characters.get(i))) {
                    inBand.add(rows.get(i));
                }
            }
            norms.add(new HumanNorm(band, Standardiser.mean(inBand, absent)));
        }
        return Collections.unmodifiableList(norms);
    }
}
