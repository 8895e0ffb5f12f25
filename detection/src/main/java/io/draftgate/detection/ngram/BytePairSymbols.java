package io.draftgate.detection.ngram;

import io.draftgate.detection.feature.Passage;
import io.draftgate.gpt2.tokenizer.BytePairEncoding;

/** GPT-2's own tokens. Immutable. */
public final class BytePairSymbols implements Symbols {

    private final BytePairEncoding encoding;

    public BytePairSymbols(BytePairEncoding encoding) {
        this.encoding = encoding;
    }

    @Override
    public int[] of(Passage passage) {
        return encoding.encode(passage.text());
    }
}
