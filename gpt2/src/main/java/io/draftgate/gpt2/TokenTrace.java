package io.draftgate.gpt2;

import java.util.List;

/**
 * What the model itself thought of each token: taken under its own distribution (temperature 1, nothing cut off), whatever
 * the sampling. Immutable.
 *
 * @param logProbabilities [tokens] natural logarithm, at most 0
 * @param ranks [tokens] 1 = the likeliest token; ties go to the lower id
 * @param entropies [tokens] of the distribution the token was drawn from, in nats
 * @param topTokenIds [tokens × n] the n likeliest tokens at each position, likeliest first, one position after the other
 * @param topLogProbabilities [tokens × n] of those
 */
public record TokenTrace(
        List<Float> logProbabilities,
        List<Integer> ranks,
        List<Float> entropies,
        List<Integer> topTokenIds,
        List<Float> topLogProbabilities) {

    public TokenTrace {
        logProbabilities = List.copyOf(logProbabilities);
        ranks = List.copyOf(ranks);
        entropies = List.copyOf(entropies);
        topTokenIds = List.copyOf(topTokenIds);
        topLogProbabilities = List.copyOf(topLogProbabilities);
        if (ranks.size() != logProbabilities.size() || entropies.size() != logProbabilities.size()) {
            throw new IllegalArgumentException("a trace of " + logProbabilities.size() + " log-probabilities, "
                    + ranks.size() + " ranks and " + entropies.size() + " entropies, expected one length");
        }
        boolean isWhole = ranks.isEmpty() ? topTokenIds.isEmpty() : topTokenIds.size() % ranks.size() == 0;
        if (!isWhole || topTokenIds.size() != topLogProbabilities.size()) {
            throw new IllegalArgumentException("a trace of " + topTokenIds.size() + " top tokens and "
                    + topLogProbabilities.size() + " log-probabilities of them, expected the same number for each of "
                    + ranks.size() + " tokens");
        }
    }

    /** Without the likeliest tokens. */
    public TokenTrace(List<Float> logProbabilities, List<Integer> ranks, List<Float> entropies) {
        this(logProbabilities, ranks, entropies, List.of(), List.of());
    }

    public int size() {
        return ranks.size();
    }

    /** How many of the likeliest tokens each position has. */
    public int topPerToken() {
        return ranks.isEmpty() ? 0 : topTokenIds.size() / ranks.size();
    }
}
