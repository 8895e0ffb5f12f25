package io.draftgate.gpt2;

import java.util.List;

/**
 * What is written of a request so far. Random numbers are keyed by position, so an engine that gets it back goes on where it
 * ends, with the same tokens. Immutable.
 *
 * @param completions those of which something is written, each at most once
 */
public record GenerationProgress(List<Written> completions) {
    /** From the beginning. */
    public static final GenerationProgress NONE = new GenerationProgress(List.of());

    /**
     * The beginning of a completion.
     *
     * @param index of the completion, from 0
     * @param tokenIds drawn so far
     * @param trace one entry a token
     */
    public record Written(int index, List<Integer> tokenIds, TokenTrace trace) {

        public Written {
            tokenIds = List.copyOf(tokenIds);
            if (tokenIds.size() != trace.size()) {
                throw new IllegalArgumentException(
                        tokenIds.size() + " tokens with a trace of " + trace.size() + ", expected one length");
            }
        }
    }

    public GenerationProgress {
        completions = List.copyOf(completions);
    }

    /** Tokens of all completions. */
    public int tokens() {
        return completions.stream()
                .mapToInt(written -> written.tokenIds().size())
                .sum();
    }
}
