package io.draftgate.detection.feature;

import java.util.Arrays;
import java.util.List;

/** A series of figures, one a token, told in twelve: its mean, spread, shape and memory. */
public final class Moments {

    /** What {@link #of} returns, in order. */
    public static final List<String> NAMES =
            List.of("mean", "sd", "q05", "q10", "q25", "q50", "q75", "q90", "q95", "positive", "lag1", "block-sd");

    private static final double[] QUANTILES = {.05, .10, .25, .50, .75, .90, .95};

    /** Fewer figures have no shape worth the name. */
    private static final int MIN_LENGTH = 8;

    private static final int BLOCK = 16;

    private static final int BUCKETS = 128;

    private Moments() {}

    /**
     * The twelve figures.
     *
     * @param series one figure a token
     * @return in the order of {@link #NAMES}; NaN for a series shorter than 8, the last NaN for one shorter than 32
     */
    public static double[] of(double[] series) {
        double[] moments = new double[NAMES.size()];
        if (series.length < MIN_LENGTH) {
            Arrays.fill(moments, Double.NaN);
            return moments;
        }
        double mean = mean(series, 0, series.length);
        double variance = 0;
        double covariance = 0;
        int positive = 0;
        for (int i = 0; i < series.length; i++) {
            double deviation = series[i] - mean;
            variance += deviation * deviation;
            covariance += i == 0 ? 0 : deviation * (series[i - 1] - mean);
            positive += series[i] > 0 ? 1 : 0;
        }
        double[] sorted = sorted(series);
        moments[0] = mean;
        moments[1] = Math.sqrt(variance / series.length);
        for (int q = 0; q < QUANTILES.length; q++) {
            moments[2 + q] = quantile(sorted, QUANTILES[q]);
        }
        moments[9] = (double) positive / series.length;
        moments[10] = variance > 0 ? covariance / variance : 0;
        moments[11] = blockDeviation(series);
        return moments;
    }

    /**
     * A quantile by linear interpolation.
     *
     * @param sorted ascending, not empty
     * @param share 0 to 1
     */
    public static double quantile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /** Strewn into buckets first, which guesses no branch wrongly; what is then nearly in order is soon sorted. */
    private static double[] sorted(double[] series) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : series) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        double scale = high > low ? (BUCKETS - 1) / (high - low) : 0;
        int[] begins = new int[BUCKETS + 1];
        for (double value : series) {
            begins[(int) ((value - low) * scale) + 1]++;
        }
        for (int bucket = 1; bucket <= BUCKETS; bucket++) {
            begins[bucket] += begins[bucket - 1];
        }
        double[] sorted = new double[series.length];
        for (double value : series) {
            sorted[begins[(int) ((value - low) * scale)]++] = value;
        }
        Arrays.sort(sorted);
        return sorted;
    }

    private static double blockDeviation(double[] series) {
        int blocks = series.length / BLOCK;
        if (blocks < 2) {
            return Double.NaN;
        }
        double[] means = new double[blocks];
        for (int b = 0; b < blocks; b++) {
            means[b] = mean(series, b * BLOCK, (b + 1) * BLOCK);
        }
        double mean = mean(means, 0, blocks);
        double variance = 0;
        for (double value : means) {
            variance += (value - mean) * (value - mean);
        }
        return Math.sqrt(variance / blocks);
    }

    private static double mean(double[] series, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += series[i];
        }
        return sum / (to - from);
    }
}
