package io.draftgate.gpt2.sampling;

import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.tokenizer.BytePairEncoding;
import java.util.Set;

/** Draws tokens for all sequences, in memory that they share. Confined to the scheduler thread. */
public final class TokenDraw {
    private final BytePairEncoding tokenizer;
    private final Recipe recipe;
    private final TopTokens topTokens;

    public TokenDraw(BytePairEncoding tokenizer) {
        this.tokenizer = tokenizer;
        recipe = new Recipe(tokenizer.vocabularySize(), tokenizer.endOfText());
        topTokens = new TopTokens(tokenizer.vocabularySize());
    }

    /**
     * Draws the token at a position of a completion.
     *
     * @throws ArithmeticException if the request forbids every token
     */
    public int draw(Distribution next, SamplingParameters parameters, History history, int completion, int position) {
        Set<Integer> suppressed = parameters.suppressedAt(position, tokenizer.endOfText());
        Candidates candidates = recipe.candidates(next, parameters.shaping(), history, suppressed);
        return candidates.pick(Philox.uniform(parameters.seed(), completion, position));
    }

    public int vocabularySize() {
        return tokenizer.vocabularySize();
    }

    public boolean isEndOfText(int id) {
        return id == tokenizer.endOfText();
    }

    public byte[] bytes(int id) {
        return tokenizer.bytes(id);
    }

    public TopTokens topTokens() {
        return topTokens;
    }
}
