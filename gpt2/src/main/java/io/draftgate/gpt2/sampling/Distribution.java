package io.draftgate.gpt2.sampling;

/**
 * The model's own distribution over the next token: temperature 1, nothing cut off. Holds one at a time. Confined to one
 * thread.
 */
public final class Distribution {
    private final float[] logProbabilities;
    private double entropy;
    private int likeliest;

    public Distribution(int vocabularySize) {
        logProbabilities = new float[vocabularySize];
    }

    /** [vocabulary] natural logarithms; write them, then call {@link #update}. */
    public float[] logProbabilities() {
        return logProbabilities;
    }

    /**
     * Takes note of a new distribution.
     *
     * @param newEntropy of it, in nats
     * @throws ArithmeticException if it holds no numbers: the weights are damaged
     */
    public void update(double newEntropy) {
        if (!(newEntropy < Double.POSITIVE_INFINITY)) {
            throw noNumbers();
        }
        update();
        // Rounding can carry either beyond its bound.
        entropy = Math.max(0, newEntropy);
    }

    /**
     * Takes note of a new distribution whose entropy nobody asks for: it is NaN.
     *
     * @throws ArithmeticException if it holds no numbers
     */
    public void update() {
        likeliest = 0;
        for (int id = 1; id < logProbabilities.length; id++) {
            if (logProbabilities[id] > logProbabilities[likeliest]) {
                likeliest = id;
            }
        }
        if (Float.isNaN(logProbabilities[likeliest])) {
            throw noNumbers();
        }
        entropy = Double.NaN;
    }

    private static ArithmeticException noNumbers() {
        return new ArithmeticException("the logits are no finite numbers");
    }

    /** Replaces this distribution by another of the same vocabulary. */
    public void copy(Distribution other) {
        System.arraycopy(other.logProbabilities, 0, logProbabilities, 0, logProbabilities.length);
        entropy = other.entropy;
        likeliest = other.likeliest;
    }

    /** The id of the highest probability, in a tie the lowest. */
    public int likeliest() {
        return likeliest;
    }

    /** Natural logarithm, at most 0. */
    public double logProbability(int id) {
        return Math.min(0, logProbabilities[id]);
    }

    /** 1 = the likeliest; ties go to the lower id. */
    public int rank(int id) {
        float own = logProbabilities[id];
        int before = 0;
        for (int other = 0; other < id; other++) {
            before += logProbabilities[other] >= own ? 1 : 0;
        }
        for (int other = id + 1; other < logProbabilities.length; other++) {
            before += logProbabilities[other] > own ? 1 : 0;
        }
        return 1 + before;
    }

    /** In nats, 0 to the logarithm of the vocabulary's size; NaN if it was not asked for. */
    public double entropy() {
        return entropy;
    }

    /**
     * Variance of the log-probability of a token drawn from it, in nats squared: the denominator of Fast-DetectGPT's
     * analytic curvature (Bao et al. 2023, arXiv 2310.05130). Computed anew at each call, in one pass over the vocabulary.
     */
    public double variance() {
        double secondMoment = 0;
        for (float logProbability : logProbabilities) {
            // A token of probability 0 adds nothing, and -infinity times 0 is no number.
            if (logProbability > -80) {
                secondMoment += Math.exp(logProbability) * logProbability * logProbability;
            }
        }
        return Math.max(0, secondMoment - entropy * entropy);
    }
}
