package io.draftgate.detection.likelihood;

import io.draftgate.gpt2.BytePairEncoding;
import io.draftgate.gpt2.Gpt2;
import io.draftgate.gpt2.TokenScorer;
import io.draftgate.gpt2.TokenTrace;
import java.util.Arrays;

/** A GPT-2 as the language model of a detector. Thread-safe. */
final class Gpt2View implements LanguageModel {

    private final Gpt2 model;
    private final TokenScorer scorer;

    Gpt2View(Gpt2 model) {
        this.model = model;
        this.scorer = TokenScorer.open(model);
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public String digest() {
        return model.digest();
    }

    @Override
    public BytePairEncoding tokenizer() {
        return model.tokenizer();
    }

    @Override
    public TokenTrace view(String text) {
        int[] tokens = model.tokenizer().encode(text);
        return scorer.score(Arrays.copyOf(tokens, Math.min(tokens.length, Likelihoods.MAX_TOKENS)))
                .trace();
    }

    @Override
    public void close() {
        scorer.close();
        model.close();
    }
}
