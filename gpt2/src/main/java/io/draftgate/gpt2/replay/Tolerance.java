package io.draftgate.gpt2.replay;

import io.draftgate.gpt2.Precision;

/**
 * What is put down to rounding. Immutable.
 *
 * @param logProbability by how much each log-probability may differ, in nats: a token is within tolerance if the recipe draws it
 *     from some distribution that close to the one computed here
 * @param refutedTokens how many tokens of a draft may be outside all the same
 * @param meanMargin how far the random numbers may miss their tokens, see {@link Report#meanMargin}
 * @param trace how far the recorded log-probabilities may differ from those computed here, in nats, on the average of the tokens
 * @param largestTrace how far any of them may
 * @param trustedBits a draft that another seed would have written with a chance above 2 to the power of minus this proves nothing
 * @param clip bounds what one token adds to the mean margin
 */
public record Tolerance(
        double logProbability,
        int refutedTokens,
        double meanMargin,
        double trace,
        double largestTrace,
        double trustedBits,
        double clip) {
    private static final double TRUSTED_BITS = 64;
    private static final double CLIP = 0.1;

    /**
     * Where every number is the engine's but for the order of sums. Batch size and back end were seen to change less than a tenth
     * of it, 8 bits change more than ten times as much.
     */
    private static final Tolerance FINE = new Tolerance(1e-3, 0, 1e-3, 1e-3, 2e-2, TRUSTED_BITS, CLIP);

    /**
     * Where products of 8 bits and less are read as a whole: a last bit that differs tips a rounding, and that others, so that the error of
     * rounding is drawn anew. Set beyond all honest drafts of the study in docs/audit.md.
     */
    private static final Tolerance COARSE = new Tolerance(0.1, 3, 5e-3, 0.03, 0.5, TRUSTED_BITS, CLIP);

    public Tolerance {
        if (!(logProbability >= 0 && refutedTokens >= 0 && meanMargin >= 0 && trace >= 0 && clip > 0)) {
            throw new IllegalArgumentException("a tolerance below 0: " + logProbability + ", " + refutedTokens + ", "
                    + meanMargin + ", " + trace + ", " + clip);
        }
    }

    /** What drafts of a precision need, read in such a way. */
    public static Tolerance of(Precision precision, Reading reading) {
        return precision != Precision.F32 && reading == Reading.WHOLE ? COARSE : FINE;
    }
}
