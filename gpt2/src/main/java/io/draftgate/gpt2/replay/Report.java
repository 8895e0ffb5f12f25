package io.draftgate.gpt2.replay;

import java.util.List;

/**
 * What a replay found. Immutable.
 *
 * @param tokens checked, the one that ended the draft included
 * @param exact of them: drawn here too
 * @param withinTolerance of them: drawn from a distribution within {@link Tolerance#logProbability} of the one computed here
 * @param refuted of them: drawn from no such distribution; after the first 20, every token that is not exact
 * @param meanMargin by how much of the cumulative distribution the random numbers miss their tokens, each at most {@link
 *     Tolerance#clip}, averaged over the tokens (Token-DiFR after the noise)
 * @param traceDifference of recorded and computed log-probabilities, the mean of the absolute values, in nats
 * @param largestTraceDifference the largest of those
 * @param evidenceBits minus the logarithm of the chance that another seed would have written the same tokens
 * @param reasons why it is refuted or inconclusive, a sentence each; empty if it is accepted
 */
public record Report(
        Verdict verdict,
        int tokens,
        int exact,
        int withinTolerance,
        int refuted,
        double meanMargin,
        double traceDifference,
        double largestTraceDifference,
        double evidenceBits,
        List<String> reasons) {
    public Report {
        reasons = List.copyOf(reasons);
    }

    /** Of a draft whose text and tokens are gone. */
    public static Report erased(String reason) {
        return unread(Verdict.ERASED, reason);
    }

    /** Of a draft that was not read, because nothing could be told from it. */
    public static Report undecided(String reason) {
        return unread(Verdict.INCONCLUSIVE, reason);
    }

    /** Of a draft that was not read, because no engine wrote it. */
    public static Report refuted(String reason) {
        return unread(Verdict.REFUTED, reason);
    }

    private static Report unread(Verdict verdict, String reason) {
        return new Report(verdict, 0, 0, 0, 0, 0, 0, 0, 0, List.of(reason));
    }
}
