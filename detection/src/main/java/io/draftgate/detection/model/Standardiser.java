package io.draftgate.detection.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Brings features to deviations from the human text at hand: less the mean of human text, less what is left of the mean,
 * divided by the deviation, cut at 4; what could not be measured becomes 0. Which human text that is can be changed without
 * learning anew: the mean of a user's own texts takes out what is theirs alone. Immutable.
 *
 * @param names of the features, in the order of the columns
 * @param centres mean of human text, one a column
 * @param means of the training's rows less the mean of the human text of their collection, one a column
 * @param deviations of the same, above 0
 */
public record Standardiser(List<String> names, List<Double> centres, List<Double> means, List<Double> deviations) {

    private static final double LIMIT = 4;

    public Standardiser {
        names = List.copyOf(names);
        centres = List.copyOf(centres);
        means = List.copyOf(means);
        deviations = List.copyOf(deviations);
        if (centres.size() != names.size() || means.size() != names.size() || deviations.size() != names.size()) {
            throw new IllegalArgumentException(names.size() + " names, " + centres.size() + " centres, " + means.size()
                    + " means and " + deviations.size() + " deviations, expected one number of each");
        }
        if (deviations.stream().anyMatch(deviation -> !(deviation > 0))) {
            throw new IllegalArgumentException("a deviation is 0 or NaN, expected above 0");
        }
    }

    /**
     * Learns means and deviations; NaN is left out.
     *
     * @param centres that the rows have been freed of already
     * @param centred rows less the mean of human text of their collection
     */
    public static Standardiser fit(List<String> names, List<Double> centres, List<double[]> centred) {
        List<Double> means = mean(centred, Collections.nCopies(names.size(), 0.0));
        List<Double> deviations = new ArrayList<>();
        for (int c = 0; c < names.size(); c++) {
            int n = 0;
            double squares = 0;
            for (double[] row : centred) {
                if (!Double.isNaN(row[c])) {
                    n++;
                    squares += (row[c] - means.get(c)) * (row[c] - means.get(c));
                }
            }
            double variance = n == 0 ? 0 : squares / n;
            deviations.add(variance > 1e-12 ? Math.sqrt(variance) : 1);
        }
        return new Standardiser(names, centres, means, deviations);
    }

    /**
     * The mean of each column; NaN is left out.
     *
     * @param absent stands in where no row has a figure
     */
    public static List<Double> mean(List<double[]> rows, List<Double> absent) {
        List<Double> means = new ArrayList<>();
        for (int c = 0; c < absent.size(); c++) {
            int n = 0;
            double sum = 0;
            for (double[] row : rows) {
                if (!Double.isNaN(row[c])) {
                    n++;
                    sum += row[c];
                }
            }
            means.add(n == 0 ? absent.get(c) : sum / n);
        }
        return means;
    }

    /**
     * The same for other human text.
     *
     * @param rows features of human texts, not standardised; a column without a figure keeps its centre
     */
    public Standardiser centredOn(List<double[]> rows) {
        return new Standardiser(names, mean(rows, centres), means, deviations);
    }

    /** A new row in standard units. */
    public double[] apply(double[] row) {
        double[] standard = new double[row.length];
        for (int c = 0; c < row.length; c++) {
            double z = (row[c] - centres.get(c) - means.get(c)) / deviations.get(c);
            standard[c] = Double.isNaN(z) ? 0 : Math.max(-LIMIT, Math.min(LIMIT, z));
        }
        return standard;
    }
}
