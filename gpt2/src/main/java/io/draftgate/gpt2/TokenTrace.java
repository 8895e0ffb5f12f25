package io.draftgate.gpt2;

import java.util.List;

/**
 * What the model itself thought of each token: taken under its own distribution (temperature 1, nothing cut off), whatever
 * the sampling. Immutable; the three lists are of one length.
 *
 * @param logProbabilities natural logarithm, at most 0
 * @param ranks 1 = the likeliest token; ties go to the lower id
 * @param entropies of the distribution the token was drawn from, in nats
 */
public record TokenTrace(List<Float> logProbabilities, List<Integer> ranks, List<Float> entropies) {

    public TokenTrace {
        logProbabilities = List.copyOf(logProbabilities);
        ranks = List.copyOf(ranks);
        entropies = List.copyOf(entropies);
        if (ranks.size() != logProbabilities.size() || entropies.size() != logProbabilities.size()) {
            throw new IllegalArgumentException("a trace of " + logProbabilities.size() + " log-probabilities, "
                    + ranks.size() + " ranks and " + entropies.size() + " entropies, expected one length");
        }
    }

    public int size() {
        return ranks.size();
    }
}
