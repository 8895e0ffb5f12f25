package io.draftgate.gpt2;

import io.draftgate.gpt2.sampling.Candidates;
import io.draftgate.gpt2.sampling.Distribution;
import io.draftgate.gpt2.sampling.History;
import io.draftgate.gpt2.sampling.Philox;
import io.draftgate.gpt2.sampling.Recipe;
import io.draftgate.gpt2.sampling.TopTokens;
import io.draftgate.gpt2.tokenizer.BytePairEncoding;
import java.util.Set;

/** Draws tokens for all sequences, in memory that they share. Confined to the scheduler thread. */
final class TokenDraw {
    private final BytePairEncoding tokenizer;
    private final Recipe recipe;
    private final TopTokens topTokens;

    TokenDraw(BytePairEncoding tokenizer) {
        this.tokenizer = tokenizer;
        recipe = new Recipe(tokenizer.vocabularySize(), tokenizer.endOfText());
        topTokens = new TopTokens(tokenizer.vocabularySize());
    }

    /**
     * Draws the token at a position of a completion.
     *
     * @throws ArithmeticException if the request forbids every token
     */
    int draw(Distribution next, SamplingParameters parameters, History history, int completion, int position) {
        Set<Integer> suppressed = parameters.suppressedAt(position, tokenizer.endOfText());
        Candidates candidates = recipe.candidates(next, parameters.shaping(), history, suppressed);
        return candidates.pick(Philox.uniform(parameters.seed(), completion, position));
    }

    int vocabularySize() {
        return tokenizer.vocabularySize();
    }

    boolean isEndOfText(int id) {
        return id == tokenizer.endOfText();
    }

    byte[] bytes(int id) {
        return tokenizer.bytes(id);
    }

    TopTokens topTokens() {
        return topTokens;
    }
}
