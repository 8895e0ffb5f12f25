package io.draftgate.detection.likelihood;

import io.draftgate.detection.feature.Reading;
import io.draftgate.gpt2.TokenTrace;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.scoring.BatchScorer;
import io.draftgate.gpt2.tokenizer.BytePairEncoding;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A GPT-2 as the language model of a detector. Thread-safe. */
final class Gpt2View implements LanguageModel {

    private final Gpt2 model;
    private final BatchScorer scorer;

    Gpt2View(Gpt2 model) {
        this.model = model;
        this.scorer = BatchScorer.open(model, READ_BESIDE, Likelihoods.MAX_TOKENS);
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
    public List<Reading> readAll(List<String> texts) {
        List<int[]> tokens = texts.stream().map(this::tokens).toList();
        List<TokenTrace> traces = scorer.read(tokens);
        return IntStream.range(0, texts.size())
                .mapToObj(i -> new Reading(IntStream.of(tokens.get(i)).boxed().toList(), traces.get(i)))
                .toList();
    }

    private int[] tokens(String text) {
        int[] all = model.tokenizer().encode(text);
        return Arrays.copyOf(all, Math.min(all.length, scorer.longestText()));
    }

    @Override
    public void close() {
        scorer.close();
        model.close();
    }
}
