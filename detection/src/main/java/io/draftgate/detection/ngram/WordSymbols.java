package io.draftgate.detection.ngram;

import io.draftgate.detection.feature.Passage;

/** Lower-case words as they stand. Immutable. */
public final class WordSymbols implements Symbols {

    @Override
    public int[] of(Passage passage) {
        return passage.lowerWords().stream().mapToInt(this::of).toArray();
    }

    /** The symbol of one word in lower case. */
    public int of(String lowerWord) {
        return lowerWord.hashCode();
    }
}
