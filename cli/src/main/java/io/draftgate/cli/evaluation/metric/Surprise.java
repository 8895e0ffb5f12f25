package io.draftgate.cli.evaluation.metric;

/**
 * How surprising texts were, summed up over units of one's choice: words, characters or bytes, whatever the model's tokens are.
 * Confined to one thread.
 */
public final class Surprise {
    private double logProbability;
    private long units;

    /** Takes note of a text of so many units, whose log-probability is in nats. */
    public void add(double textLogProbability, long textUnits) {
        logProbability += textLogProbability;
        units += textUnits;
    }

    public long units() {
        return units;
    }

    /** e to the mean negative log-probability of a unit. */
    public double perplexity() {
        return Math.exp(-logProbability / units);
    }

    /** Mean negative log-probability of a unit, to base 2. */
    public double bits() {
        return -logProbability / units / Math.log(2);
    }
}
