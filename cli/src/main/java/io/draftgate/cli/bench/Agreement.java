package io.draftgate.cli.bench;

import io.draftgate.gpt2.Completion;
import java.util.List;

/**
 * How far two engines wrote the same. Immutable.
 *
 * @param sequences compared
 * @param sequencesThatDiffer in any token
 * @param tokens of the longer of the two, over all sequences
 * @param tokensThatDiffer by their places: after the first difference two texts go their own ways
 * @param decisions tokens up to the first difference, itself included: drawn after the same text
 * @param largestLogProbabilityDifference of the same token after the same text, in nats
 */
record Agreement(
        int sequences,
        int sequencesThatDiffer,
        long tokens,
        long tokensThatDiffer,
        long decisions,
        double largestLogProbabilityDifference) {

    static final Agreement NONE = new Agreement(0, 0, 0, 0, 0, 0);

    /** This and one more sequence. */
    Agreement with(Completion left, Completion right) {
        List<Integer> one = left.tokenIds();
        List<Integer> other = right.tokenIds();
        int common = 0;
        double largest = largestLogProbabilityDifference;
        while (common < Math.min(one.size(), other.size()) && one.get(common).equals(other.get(common))) {
            double difference = left.trace().logProbabilities().get(common)
                    - right.trace().logProbabilities().get(common);
            largest = Math.max(largest, Math.abs(difference));
            common++;
        }
        int longer = Math.max(one.size(), other.size());
        int differing = longer - common;
        for (int i = common; i < Math.min(one.size(), other.size()); i++) {
            differing -= one.get(i).equals(other.get(i)) ? 1 : 0;
        }
        boolean differs = common < longer;
        return new Agreement(
                sequences + 1,
                sequencesThatDiffer + (differs ? 1 : 0),
                tokens + longer,
                tokensThatDiffer + differing,
                decisions + common + (differs ? 1 : 0),
                largest);
    }

    double shareOfTokens() {
        return tokens == 0 ? 0 : (double) tokensThatDiffer / tokens;
    }

    double shareOfDecisions() {
        return decisions == 0 ? 0 : (double) sequencesThatDiffer / decisions;
    }
}
