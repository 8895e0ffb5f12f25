package io.draftgate.detection.likelihood;

import io.draftgate.detection.feature.Reading;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.tokenizer.BytePairEncoding;
import java.util.List;

/** A language model that can be asked what it thinks of a text. Implementations are thread-safe. */
public interface LanguageModel extends AutoCloseable {

    /** So many texts are read beside each other: more would take more memory for their answers than time is won. */
    int READ_BESIDE = 4;

    /** A GPT-2; closing the language model closes it. */
    static LanguageModel of(Gpt2 model) {
        return new Gpt2View(model);
    }

    /** Name for people. */
    String name();

    /** {@code sha256:<hex>}: figures of one model mean nothing to a detector made with another. */
    String digest();

    BytePairEncoding tokenizer();

    /**
     * Reads texts beside each other: of each at most the first {@link Likelihoods#MAX_TOKENS} tokens, and no more than the model's
     * context.
     */
    List<Reading> readAll(List<String> texts);

    /** Reads one text. */
    default Reading read(String text) {
        return readAll(List.of(text)).get(0);
    }

    @Override
    void close();
}
