package io.draftgate.gpt2;

import java.util.Locale;

/**
 * How exactly a model is computed. Both keep a draft independent of what shares its batch, but they write different drafts: the
 * engine's identity names the one that was used.
 */
public enum Precision {
    /** Weights and activations in 32 bits. */
    F32,
    /**
     * Matrices in 8 bits with one scale per output, their inputs in 8 bits with one scale per token; everything else in 32 bits.
     * A quarter of the memory traffic, for a slightly higher perplexity.
     */
    INT8;

    /** Lower case, e.g. {@code int8}. */
    public String precisionName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
