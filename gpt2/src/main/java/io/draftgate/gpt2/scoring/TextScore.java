package io.draftgate.gpt2.scoring;

import io.draftgate.gpt2.TokenTrace;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A text as the model sees it. Immutable.
 *
 * @param tokens one per token of the text, in order
 * @param perplexity e to the negative mean log-probability; empty for an empty text
 * @param stride tokens by which the window moves on in a text longer than the context
 */
public record TextScore(List<TokenScore> tokens, OptionalDouble perplexity, int stride) {

    public TextScore {
        tokens = List.copyOf(tokens);
    }

    /** The same figures in the form in which they travel with a draft. */
    public TokenTrace trace() {
        return new TokenTrace(
                tokens.stream().map(token -> (float) token.logProbability()).toList(),
                tokens.stream().map(TokenScore::rank).toList(),
                tokens.stream().map(token -> (float) token.entropy()).toList());
    }
}
