package io.draftgate.gpt2;

import static io.draftgate.gpt2.GraphBuilder.CONTRIB;
import static io.draftgate.gpt2.GraphBuilder.attribute;

import java.util.List;

/**
 * Products of numbers that share a scale in blocks of {@value BlockWeights#BLOCK}. ONNX Runtime rounds each row of the other side
 * to 8 bits, block by block, so a token's result does not depend on the rows beside it.
 */
final class BlockProduct implements MatrixProduct {
    /** What a quantised matrix is called after its name. */
    static final String QUANTISED = ".blocks";

    /** What the scales of its blocks are called after its name. */
    static final String SCALES = ".block_scales";

    /** Multiply in 8-bit integers, not in floats: the fast kernels. */
    private static final int INTEGER_ACCURACY = 4;

    private final GraphBuilder graph;
    private final Gpt2Config config;

    BlockProduct(GraphBuilder graph, Gpt2Config config) {
        this.graph = graph;
        this.config = config;
    }

    @Override
    public String times(String x, String weight) {
        List<Long> shape =
                PaddedHeads.of(config).shape(weight, WeightNames.shapes(config).getOrDefault(weight, List.of()));
        return product(x, weight, weight + ".product", shape.get(0), shape.get(1), BlockWeights.LAYER_BITS);
    }

    @Override
    public void head(String x, String weight, String name) {
        product(x, weight, name, config.width(), config.vocabularySize(), BlockWeights.HEAD_BITS);
    }

    private String product(String x, String weight, String name, long in, long out, int bits) {
        return graph.node(
                CONTRIB,
                "MatMulNBits",
                name,
                List.of(x, weight + QUANTISED, weight + SCALES),
                attribute("K", in),
                attribute("N", out),
                attribute("bits", bits),
                attribute("block_size", BlockWeights.BLOCK),
                attribute("accuracy_level", INTEGER_ACCURACY));
    }
}
