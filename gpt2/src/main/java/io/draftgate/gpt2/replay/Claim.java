package io.draftgate.gpt2.replay;

import io.draftgate.gpt2.FinishReason;
import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.TokenTrace;
import io.draftgate.gpt2.task.Choice;
import java.util.List;

/**
 * What a draft says of itself. Immutable.
 *
 * @param promptTokenIds what the model was given, at least one token
 * @param completionIndex which completion of its prompt, from 0
 * @param tokenIds every token that was drawn; the {@code <|endoftext|>} that ends a draft is not among them
 * @param trace one entry a token: what the model is said to have thought of it
 * @param choices what was weighed, if the draft is a choice; else empty
 */
public record Claim(
        List<Integer> promptTokenIds,
        int completionIndex,
        List<Integer> tokenIds,
        String text,
        FinishReason finishReason,
        SamplingParameters parameters,
        TokenTrace trace,
        List<Choice.Score> choices) {
    public Claim {
        promptTokenIds = List.copyOf(promptTokenIds);
        tokenIds = List.copyOf(tokenIds);
        choices = List.copyOf(choices);
        if (promptTokenIds.isEmpty()) {
            throw new IllegalArgumentException("a draft without prompt tokens, expected at least 1");
        }
        if (trace.size() != tokenIds.size()) {
            throw new IllegalArgumentException("a draft of " + tokenIds.size() + " tokens with a trace of "
                    + trace.size() + ", expected one length");
        }
        if ((finishReason == FinishReason.CHOICE) != (choices.size() >= 2)) {
            throw new IllegalArgumentException("a draft that ended by " + finishReason + " with " + choices.size()
                    + " choices, expected two or more of a choice and of nothing else");
        }
    }

    /** A draft that was drawn. */
    public Claim(
            List<Integer> promptTokenIds,
            int completionIndex,
            List<Integer> tokenIds,
            String text,
            FinishReason finishReason,
            SamplingParameters parameters,
            TokenTrace trace) {
        this(promptTokenIds, completionIndex, tokenIds, text, finishReason, parameters, trace, List.of());
    }
}
