package io.draftgate.detection.feature;

import io.draftgate.gpt2.TokenTrace;
import java.util.List;

/**
 * A text as a language model read or wrote it, from its first token on. Immutable.
 *
 * @param tokenIds in the model's own vocabulary
 * @param trace one entry a token
 */
public record Reading(List<Integer> tokenIds, TokenTrace trace) {

    public Reading {
        tokenIds = List.copyOf(tokenIds);
        if (tokenIds.size() != trace.size()) {
            throw new IllegalArgumentException(
                    tokenIds.size() + " tokens with a trace of " + trace.size() + ", expected one length");
        }
    }

    public int size() {
        return tokenIds.size();
    }

    /** The tokens from {@code begin} to before {@code end}; beyond the last one there are none. */
    public Reading part(int begin, int end) {
        int last = Math.min(end, size());
        int first = Math.min(begin, last);
        return new Reading(
                tokenIds.subList(first, last),
                new TokenTrace(
                        trace.logProbabilities().subList(first, last),
                        trace.ranks().subList(first, last),
                        trace.entropies().subList(first, last)));
    }
}
