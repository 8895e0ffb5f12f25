package io.draftgate.gpt2;

import java.util.Locale;

/**
 * The shape of a GPT-2, as {@code config.json} tells it. Immutable.
 * A value outside its range throws an {@link InvalidFieldException} named by the field of {@code config.json}.
 *
 * @param vocabularySize {@code vocab_size}
 * @param contextLength {@code n_positions}: the most tokens a sequence can have
 * @param width {@code n_embd}, a multiple of {@code heads}
 * @param layers {@code n_layer}
 * @param heads {@code n_head}
 * @param innerWidth {@code n_inner}, or 4 times the width
 * @param layerNormEpsilon {@code layer_norm_epsilon}
 * @param activation {@code activation_function}
 * @param tiedHead {@code tie_word_embeddings}: whether the token embedding is also the output matrix
 * @param scaleByLayer {@code scale_attn_by_inverse_layer_idx}: attention scores of layer i are divided by i + 1
 */
public record Gpt2Config(
        int vocabularySize,
        int contextLength,
        int width,
        int layers,
        int heads,
        int innerWidth,
        float layerNormEpsilon,
        Activation activation,
        boolean tiedHead,
        boolean scaleByLayer) {
    /** ONNX Runtime's GroupQueryAttention takes heads of a multiple of 8 numbers; the released sizes have 64. */
    private static final int HEAD_WIDTH_STEP = 8;

    /** The non-linearity between the two matrices of the feed-forward part. */
    public enum Activation {
        /** The tanh approximation that GPT-2 was trained with. */
        GELU_NEW,
        /** By the error function. */
        GELU,
        RELU;

        /** The name in {@code config.json}. */
        public String configName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Gpt2Config {
        requireRange("vocab_size", vocabularySize, 1 << 24);
        requireRange("n_positions", contextLength, 1 << 20);
        requireRange("n_embd", width, 1 << 16);
        requireRange("n_layer", layers, 1 << 10);
        requireRange("n_head", heads, width);
        requireRange("n_inner", innerWidth, 1 << 20);
        if (width % heads != 0) {
            throw new InvalidFieldException("n_head", heads, "a number that divides n_embd = " + width);
        }
        if (!(layerNormEpsilon > 0 && layerNormEpsilon < 1)) {
            throw new InvalidFieldException("layer_norm_epsilon", layerNormEpsilon, "between 0 and 1, e.g. 1e-5");
        }
    }

    /** A GPT-2 with the released models' constants: gelu_new, inner width 4 times the width, tied head. */
    public static Gpt2Config of(int vocabularySize, int contextLength, int width, int layers, int heads) {
        return new Gpt2Config(
                vocabularySize,
                contextLength,
                width,
                layers,
                heads,
                4 * width,
                1e-5f,
                Activation.GELU_NEW,
                true,
                false);
    }

    public int headWidth() {
        return width / heads;
    }

    /** Width of a head in the graph and in the KV-cache: other numbers are filled up with zeros. */
    public int paddedHeadWidth() {
        return (headWidth() + HEAD_WIDTH_STEP - 1) / HEAD_WIDTH_STEP * HEAD_WIDTH_STEP;
    }

    /** Width of all heads together in the graph. */
    public int paddedWidth() {
        return heads * paddedHeadWidth();
    }

    /** Number of weights, the output matrix counted only if it is not the embedding. */
    public long parameters() {
        long w = width;
        long layer = 4 * w + (w + 1) * 3 * w + (w + 1) * w + (w + 1) * innerWidth + (innerWidth + 1L) * w;
        return (vocabularySize + (long) contextLength) * w
                + layers * layer
                + 2 * w
                + (tiedHead ? 0 : vocabularySize * w);
    }

    /** Bytes of KV-cache of one sequence of full length. */
    public long kvCacheBytesPerSlot() {
        return 2L * layers * paddedWidth() * contextLength * Float.BYTES;
    }

    private static void requireRange(String field, int value, int most) {
        if (value < 1 || value > most) {
            throw new InvalidFieldException(field, value, "1 to " + most);
        }
    }
}
