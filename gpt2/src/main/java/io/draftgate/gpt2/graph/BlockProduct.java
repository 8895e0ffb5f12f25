package io.draftgate.gpt2.graph;

import static io.draftgate.gpt2.graph.GraphBuilder.CONTRIB;
import static io.draftgate.gpt2.graph.GraphBuilder.attribute;

import io.draftgate.gpt2.Gpt2Config;
import io.draftgate.gpt2.weights.PaddedHeads;
import io.draftgate.gpt2.weights.WeightNames;
import io.draftgate.gpt2.weights.Weights;
import java.util.List;

/**
 * Products of numbers that share a scale in blocks. ONNX Runtime rounds each row of the other side to 8 bits, block by block, so a
 * token's result does not depend on the rows beside it, if the size of the blocks is one that {@code KernelTrial} found.
 * Confined to one call.
 */
public final class BlockProduct implements MatrixProduct {
    /** What a quantised matrix is called after its name. */
    public static final String QUANTISED = ".blocks";

    /** What the scales of its blocks are called after its name. */
    public static final String SCALES = ".block_scales";

    public static final int LAYER_BITS = 4;

    /** Nothing after the output matrix could even an error out. */
    public static final int HEAD_BITS = 8;

    /** Multiply in 8-bit integers, not in floats: the fast kernels. */
    private static final int INTEGER_ACCURACY = 4;

    private final GraphBuilder graph;
    private final Gpt2Config config;
    private final Weights weights;

    BlockProduct(GraphBuilder graph, Gpt2Config config, Weights weights) {
        this.graph = graph;
        this.config = config;
        this.weights = weights;
    }

    /**
     * Of a matrix of blocks.
     *
     * @param block numbers that share a scale
     */
    public record Shape(long in, long out, int bits, long block) {}

    @Override
    public String times(String x, String weight) {
        List<Long> axes =
                PaddedHeads.of(config).shape(weight, WeightNames.shapes(config).getOrDefault(weight, List.of()));
        String product = weight + ".product";
        add(graph, x, weight, product, shape(weight, axes.get(0), LAYER_BITS));
        return product;
    }

    @Override
    public void head(String x, String weight, String name) {
        add(graph, x, weight, name, shape(weight, config.width(), HEAD_BITS));
    }

    private Shape shape(String weight, long in, int bits) {
        List<Long> stored = weights.tensor(weight + QUANTISED).shape();
        return new Shape(in, stored.get(0), bits, stored.get(2) * Byte.SIZE / bits);
    }

    /** Adds the product of rows [rows, in] and a matrix of blocks, [rows, out]. */
    public static void add(GraphBuilder graph, String x, String weight, String product, Shape shape) {
        graph.node(
                CONTRIB,
                "MatMulNBits",
                product,
                List.of(x, weight + QUANTISED, weight + SCALES),
                attribute("K", shape.in()),
                attribute("N", shape.out()),
                attribute("bits", shape.bits()),
                attribute("block_size", shape.block()),
                attribute("accuracy_level", INTEGER_ACCURACY));
    }
}
