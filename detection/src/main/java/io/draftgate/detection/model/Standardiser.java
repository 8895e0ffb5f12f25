package io.draftgate.detection.model;

import java.util.List;

/**
 * Brings features to mean 0 and deviation 1, cut at 4 deviations; what could not be measured becomes 0. Immutable.
 *
 * @param names of the features, in the order of the columns
 * @param means one a column
 * @param deviations one a column, above 0
 */
public record Standardiser(List<String> names, List<Double> means, List<Double> deviations) {

    private static final double LIMIT = 4;

    public Standardiser {
        names = List.copyOf(names);
        means = List.copyOf(means);
        deviations = List.copyOf(deviations);
        if (means.size() != names.size() || deviations.size() != names.size()) {
            throw new IllegalArgumentException(names.size() + " names, " + means.size() + " means and "
                    + deviations.size() + " deviations, expected one number of each");
        }
        if (deviations.stream().anyMatch(deviation -> !(deviation > 0))) {
            throw new IllegalArgumentException("a deviation is 0 or NaN, expected above 0");
        }
    }

    /** Learns means and deviations from rows of equal length; NaN is left out. */
    public static Standardiser fit(List<String> names, List<double[]> rows) {
        Double[] means = new Double[names.size()];
        Double[] deviations = new Double[names.size()];
        for (int c = 0; c < names.size(); c++) {
            int n = 0;
            double sum = 0;
            double squares = 0;
            for (double[] row : rows) {
                if (!Double.isNaN(row[c])) {
                    n++;
                    sum += row[c];
                    squares += row[c] * row[c];
                }
            }
            double mean = n == 0 ? 0 : sum / n;
            double variance = n == 0 ? 0 : Math.max(0, squares / n - mean * mean);
            means[c] = mean;
            deviations[c] = variance > 1e-12 ? Math.sqrt(variance) : 1;
        }
        return new Standardiser(names, List.of(means), List.of(deviations));
    }

    /** A new row in standard units. */
    public double[] apply(double[] row) {
        double[] standard = new double[row.length];
        for (int c = 0; c < row.length; c++) {
            double z = (row[c] - means.get(c)) / deviations.get(c);
            standard[c] = Double.isNaN(z) ? 0 : Math.max(-LIMIT, Math.min(LIMIT, z));
        }
        return standard;
    }
}
