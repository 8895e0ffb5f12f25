package io.draftgate.gpt2.sampling;

/**
 * The model's own distribution over the next token: temperature 1, nothing cut off. Holds one row at a time. Confined to one
 * thread.
 */
public final class Logits {
    private final float[] values;
    private int likeliest;
    private double logSum;
    private double entropy;

    public Logits(int vocabularySize) {
        values = new float[vocabularySize];
    }

    /** [vocabulary] the row itself; write it, then call {@link #update}. */
    public float[] values() {
        return values;
    }

    /**
     * Takes note of a new row.
     *
     * @throws ArithmeticException if it holds a NaN or only infinities: the weights are damaged
     */
    public void update() {
        likeliest = 0;
        for (int id = 1; id < values.length; id++) {
            if (values[id] > values[likeliest]) {
                likeliest = id;
            }
        }
        double highest = values[likeliest];
        double sum = 0;
        double weighted = 0;
        for (float value : values) {
            double below = value - highest;
            double weight = Math.exp(below);
            sum += weight;
            // A weight of 0 has no part in the entropy; 0 times minus infinity would be no number.
            weighted += weight > 0 ? weight * below : weight;
        }
        if (!(sum >= 1 && sum < Double.POSITIVE_INFINITY)) {
            throw new ArithmeticException("the logits are no finite numbers");
        }
        logSum = highest + Math.log(sum);
        entropy = Math.max(0, Math.log(sum) - weighted / sum);
    }

    /** The id of the highest logit, in a tie the lowest. */
    public int likeliest() {
        return likeliest;
    }

    /** Natural logarithm, at most 0. */
    public double logProbability(int id) {
        return Math.min(0, values[id] - logSum);
    }

    /** 1 = the likeliest; ties go to the lower id. */
    public int rank(int id) {
        float own = values[id];
        int rank = 1;
        for (int other = 0; other < values.length; other++) {
            if (values[other] > own || (values[other] == own && other < id)) {
                rank++;
            }
        }
        return rank;
    }

    /** In nats, 0 to the logarithm of the vocabulary's size. */
    public double entropy() {
        return entropy;
    }
}
