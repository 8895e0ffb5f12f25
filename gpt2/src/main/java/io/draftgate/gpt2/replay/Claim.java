package io.draftgate.gpt2.replay;

import io.draftgate.gpt2.FinishReason;
import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.TokenTrace;
import java.util.List;

/**
 * What a draft says of itself. Immutable.
 *
 * @param promptTokenIds what the model was given, at least one token
 * @param completionIndex which completion of its prompt, from 0
 * @param tokenIds every token that was drawn; the {@code <|endoftext|>} that ends a draft is not among them
 * @param trace one entry a token: what the model is said to have thought of it
 */
public record Claim(
        List<Integer> promptTokenIds,
        int completionIndex,
        List<Integer> tokenIds,
        String text,
        FinishReason finishReason,
        SamplingParameters parameters,
        TokenTrace trace) {
    public Claim {
        promptTokenIds = List.copyOf(promptTokenIds);
        tokenIds = List.copyOf(tokenIds);
        if (promptTokenIds.isEmpty()) {
            throw new IllegalArgumentException("a draft without prompt tokens, expected at least 1");
        }
        if (trace.size() != tokenIds.size()) {
            throw new IllegalArgumentException("a draft of " + tokenIds.size() + " tokens with a trace of "
                    + trace.size() + ", expected one length");
        }
    }
}
