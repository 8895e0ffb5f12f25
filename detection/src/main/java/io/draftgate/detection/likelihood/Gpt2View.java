package io.draftgate.detection.likelihood;

import io.draftgate.gpt2.BytePairEncoding;
import io.draftgate.gpt2.Gpt2;
import io.draftgate.gpt2.TokenTrace;
import java.util.List;

/** A GPT-2 as the language model of a detector. Thread-safe. */
final class Gpt2View implements LanguageModel {

    private final Gpt2 model;

    Gpt2View(Gpt2 model) {
        this.model = model;
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
        return new TokenTrace(List.of(), List.of(), List.of());
    }

    @Override
    public void close() {
        model.close();
    }
}
