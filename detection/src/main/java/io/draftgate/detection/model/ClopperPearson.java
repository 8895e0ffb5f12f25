package io.draftgate.detection.model;

/**
 * Exact bounds of a rate that was seen {@code hits} times in {@code trials} (Clopper and Pearson 1934). At 95 % confidence, no
 * hit in 299 trials promises a rate of at most 1 %.
 */
public final class ClopperPearson {

    /** One-sided confidence of {@link #upper(int, int)}, and of both sides together of {@link #interval}. */
    public static final double CONFIDENCE = 0.95;

    private static final int STEPS = 60;

    private ClopperPearson() {}

    /** The highest rate that is not refuted at 95 %, one-sided; 1 without a trial. */
    public static double upper(int hits, int trials) {
        return upper(hits, trials, 1 - CONFIDENCE);
    }

    /** Lower and upper bound at 95 %, two-sided; 0 and 1 without a trial. */
    public static double[] interval(int hits, int trials) {
        double tail = (1 - CONFIDENCE) / 2;
        return new double[] {1 - upper(trials - hits, trials, tail), upper(hits, trials, tail)};
    }

    /** Fewest trials without a hit that promise this rate at 95 %. */
    public static int trialsFor(double rate) {
        return (int) Math.ceil(Math.log(1 - CONFIDENCE) / Math.log1p(-rate));
    }

    /** The rate at which so few hits have only this probability, by bisection. */
    private static double upper(int hits, int trials, double tail) {
        if (hits >= trials) {
            return 1;
        }
        double low = (double) hits / trials;
        double high = 1;
        for (int step = 0; step < STEPS; step++) {
            double middle = (low + high) / 2;
            if (atMost(hits, trials, middle) > tail) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** Probability of at most {@code hits} hits: the binomial terms from the largest down, until they no longer count. */
    private static double atMost(int hits, int trials, double rate) {
        double logarithm = 0;
        for (int i = 1; i <= hits; i++) {
            logarithm += Math.log((double) (trials - hits + i) / i);
        }
        logarithm += hits * Math.log(rate) + (trials - hits) * Math.log1p(-rate);
        double term = Math.exp(logarithm);
        double sum = term;
        // Below the mean each term is smaller than the one above it.
        for (int i = hits; i > 0 && term > sum * 1e-12; i--) {
            term *= (double) i / (trials - i + 1) * (1 - rate) / rate;
            sum += term;
        }
        return sum;
    }
}
