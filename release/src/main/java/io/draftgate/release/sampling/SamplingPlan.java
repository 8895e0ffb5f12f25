package io.draftgate.release.sampling;

/**
 * A single sampling plan (n, c) by attributes: inspect n drafts, accept the lot if at most c are defective. Immutable.
 *
 * @param sampleSize n, at least 1
 * @param acceptanceNumber c, from 0, less than n
 */
public record SamplingPlan(int sampleSize, int acceptanceNumber) {
    public SamplingPlan {
        if (sampleSize < 1) {
            throw new IllegalArgumentException("sampleSize is " + sampleSize + ", expected 1 or more, e.g. 52");
        }
        if (acceptanceNumber < 0 || acceptanceNumber >= sampleSize) {
            throw new IllegalArgumentException(
                    "acceptanceNumber is " + acceptanceNumber + ", expected 0 to " + (sampleSize - 1) + ", e.g. 3");
        }
    }

    /** Whether so many inspected drafts, and so many defective ones among them, accept the lot. */
    public boolean accepts(int inspected, int defective) {
        return inspected >= sampleSize && defective <= acceptanceNumber;
    }

    @Override
    public String toString() {
        return "n=" + sampleSize + ", c=" + acceptanceNumber;
    }
}
