package io.draftgate.gpt2;

import java.util.List;

/**
 * One text the model wrote. Immutable.
 *
 * @param index 0 to completions - 1
 * @param tokenIds every token drawn, also a stop token and those that spell a stop string, so that the draw can be replayed; the {@code
 *     <|endoftext|>} that ends a completion is not among them
 * @param text the tokens decoded together; ends before the stop string or stop token. Bytes that are no UTF-8 read U+FFFD
 * @param trace one entry per token of {@code tokenIds}
 */
public record Completion(int index, List<Integer> tokenIds, String text, FinishReason finishReason, TokenTrace trace) {

    public Completion {
        tokenIds = List.copyOf(tokenIds);
        if (tokenIds.size() != trace.size()) {
            throw new IllegalArgumentException(
                    tokenIds.size() + " tokens with a trace of " + trace.size() + ", expected one length");
        }
    }
}
