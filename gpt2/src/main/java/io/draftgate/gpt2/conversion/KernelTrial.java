package io.draftgate.gpt2.conversion;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.draftgate.gpt2.graph.BlockProduct;
import io.draftgate.gpt2.graph.GraphBuilder;
import io.draftgate.gpt2.graph.Int8Product;
import io.draftgate.gpt2.runtime.OnnxRuntime;
import io.draftgate.gpt2.weights.Weights;
import io.draftgate.gpt2.weights.Weights.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Tries small products through the kernels that ONNX Runtime picks for this machine's processor, which nothing else tells of: with
 * AVX2 alone, sums of two products of bytes are cut off at 16 bits, and a block product rounds by the number of its rows.
 */
public final class KernelTrial {
    /** As the documentation of {@code MatMulNBits} lists them, the best tried first: larger blocks take less memory, smaller more time. */
    private static final List<Integer> BLOCKS = List.of(32, 16, 64, 128);

    /** An odd number of the smallest blocks, and no multiple of any tile of a kernel. */
    private static final int INPUTS = 272;

    private static final int OUTPUTS = 37;

    /** Kernels take rows one by one, in twos and in fours. */
    private static final int MOST_ROWS = 9;

    private static final String ROWS = "rows";
    private static final String MATRIX = "matrix";
    private static final String PRODUCT = "product";

    private KernelTrial() {}

    /** Whether the sums of products of the largest unsigned and signed bytes come out right. */
    public static boolean isExactInSignedBytes() {
        var graph = new GraphBuilder();
        graph.input(ROWS, GraphBuilder.UINT8, List.of(1L, (long) INPUTS));
        graph.output(PRODUCT, GraphBuilder.INT32, List.of(1L, (long) OUTPUTS));
        var matrix =
                new Tensor(OnnxJavaType.INT8, List.of((long) INPUTS, (long) OUTPUTS), filled(INPUTS * OUTPUTS, (byte)
                        Int8Product.STEPS));
        graph.weight(MATRIX, matrix);
        graph.node(GraphBuilder.ONNX, "MatMulInteger", PRODUCT, List.of(ROWS, MATRIX));
        ByteBuffer product = memory(OUTPUTS * Integer.BYTES);
        try (var runtime = OnnxRuntime.open(graph.build(), new Weights(Map.of(MATRIX, matrix)), 1);
                OnnxTensor in = runtime.unsignedBytes(filled(INPUTS, (byte) -1), 1, INPUTS);
                OnnxTensor out = runtime.ints(product, 1, OUTPUTS)) {
            runtime.run(Map.of(ROWS, in), Map.of(PRODUCT, out));
        } catch (OrtException e) {
            throw refused(e);
        }
        int expected = INPUTS * 255 * Int8Product.STEPS;
        return product.asIntBuffer().equals(IntBuffer.wrap(repeated(expected)));
    }

    /** The first size of block with which a row's products have the same bits alone and among others, in 4 and in 8 bits. */
    static int blockThatKeepsRowsAlike() {
        return BLOCKS.stream()
                .filter(block ->
                        keepsRowsAlike(block, BlockProduct.LAYER_BITS) && keepsRowsAlike(block, BlockProduct.HEAD_BITS))
                .findFirst()
                .orElse(BLOCKS.get(0));
    }

    private static boolean keepsRowsAlike(int block, int bits) {
        var random = new Random(block + bits);
        Map<String, Tensor> rounded = new BlockWeights(block, bits)
                .round(
                        MATRIX,
                        Tensor.floats(List.of((long) OUTPUTS, (long) INPUTS), numbers(OUTPUTS * INPUTS, random)),
                        false);
        var graph = new GraphBuilder();
        graph.input(ROWS, GraphBuilder.FLOAT, List.of("count", (long) INPUTS));
        graph.output(PRODUCT, GraphBuilder.FLOAT, List.of("count", (long) OUTPUTS));
        rounded.forEach(graph::weight);
        BlockProduct.add(graph, ROWS, MATRIX, PRODUCT, new BlockProduct.Shape(INPUTS, OUTPUTS, bits, block));
        ByteBuffer rows = numbers(MOST_ROWS * INPUTS, random);
        try (var runtime = OnnxRuntime.open(graph.build(), new Weights(rounded), 1)) {
            byte[] alone = new byte[MOST_ROWS * OUTPUTS * Float.BYTES];
            for (int row = 0; row < MOST_ROWS; row++) {
                byte[] product = product(runtime, rows, row, 1);
                System.arraycopy(product, 0, alone, row * product.length, product.length);
            }
            for (int count = 2; count <= MOST_ROWS; count++) {
                byte[] together = product(runtime, rows, 0, count);
                if (!Arrays.equals(together, 0, together.length, alone, 0, together.length)) {
                    return false;
                }
            }
            return true;
        } catch (OrtException e) {
            throw refused(e);
        }
    }

    private static byte[] product(OnnxRuntime runtime, ByteBuffer rows, int first, int count) throws OrtException {
        ByteBuffer some = rows.slice(first * INPUTS * Float.BYTES, count * INPUTS * Float.BYTES)
                .order(ByteOrder.nativeOrder());
        ByteBuffer product = memory(count * OUTPUTS * Float.BYTES);
        try (OnnxTensor in = runtime.floats(some, count, INPUTS);
                OnnxTensor out = runtime.floats(product, count, OUTPUTS)) {
            runtime.run(Map.of(ROWS, in), Map.of(PRODUCT, out));
        }
        byte[] bytes = new byte[product.capacity()];
        product.get(0, bytes);
        return bytes;
    }

    private static int[] repeated(int value) {
        int[] values = new int[OUTPUTS];
        Arrays.fill(values, value);
        return values;
    }

    private static ByteBuffer filled(int count, byte value) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, value);
        return memory(count).put(0, bytes);
    }

    private static ByteBuffer numbers(int count, Random random) {
        ByteBuffer memory = memory(count * Float.BYTES);
        for (int i = 0; i < count; i++) {
            memory.putFloat(i * Float.BYTES, (float) random.nextGaussian());
        }
        return memory;
    }

    private static ByteBuffer memory(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    private static IllegalStateException refused(OrtException e) {
        return new IllegalStateException("ONNX Runtime cannot multiply two small matrices: " + e.getMessage(), e);
    }
}
