package io.draftgate.detection.ngram;

import io.draftgate.detection.feature.Passage;

/** How a passage becomes the sequence that n-gram models read. Implementations are immutable and thread-safe. */
@FunctionalInterface
public interface Symbols {

    /** One number a symbol; equal symbols have equal numbers, in every process. */
    int[] of(Passage passage);
}
