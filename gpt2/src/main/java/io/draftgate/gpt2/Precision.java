package io.draftgate.gpt2;

import java.util.Locale;

/**
 * How exactly a model is computed. All keep a draft independent of what shares its batch, but they write different drafts: the
 * engine's identity names the one that was used.
 */
public enum Precision {
    /** Weights and activations in 32 bits. */
    F32,
    /**
     * Matrices in 8 bits with one scale per output, their inputs in 8 bits with one scale per token; everything else in 32 bits.
     * A quarter of the memory traffic, for a slightly higher perplexity.
     */
    INT8,
    /**
     * Matrices in blocks of 32 numbers of 4 bits that share a scale, the output matrix in such blocks of 8 bits; their inputs in
     * 8 bits, again with one scale per 32. The least memory traffic and the fastest alone, with the highest perplexity.
     */
    INT4;

    /** Lower case, e.g. {@code int8}. */
    public String precisionName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
