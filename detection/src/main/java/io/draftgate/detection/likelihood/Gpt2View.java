package io.draftgate.detection.likelihood;

import io.draftgate.detection.feature.Reading;
import io.draftgate.gpt2.BytePairEncoding;
import io.draftgate.gpt2.Gpt2;
import io.draftgate.gpt2.TokenScorer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

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
    public Reading read(String text) {
        int[] all = model.tokenizer().encode(text);
        int[] tokens = Arrays.copyOf(all, Math.min(all.length, Likelihoods.MAX_TOKENS));
        List<Integer> ids = IntStream.of(tokens).boxed().toList();
        return new Reading(ids, scorer.score(tokens).trace());
    }

    @Override
    public void close() {
        scorer.close();
        model.close();
    }
}
