package io.draftgate.cli.bench;

import java.util.List;

/**
 * The same figure measured several times. Immutable.
 *
 * @param median of an even number of figures, the mean of the two in the middle
 */
record Spread(double min, double median, double max) {

    /** What figures there are, in any order; at least one. */
    static Spread of(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(sorted.get(0), median, sorted.get(sorted.size() - 1));
    }
}
