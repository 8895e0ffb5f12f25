package io.draftgate.gpt2.profile;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.conversion.KernelTrial;
import io.draftgate.gpt2.graph.GraphBuilder;
import io.draftgate.gpt2.runtime.OnnxRuntime;
import io.draftgate.gpt2.weights.Weights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/**
 * How fast this machine multiplies matrices: the limit that no forward pass can beat. Measured with products of two squares,
 * large enough to fill every unit and small enough for the caches, through the kernels that the engine uses.
 */
public final class MatrixSpeed {
    /** Rows and columns; three such matrices of floats take 12 MiB. */
    private static final int SIDE = 1024;

    /** A product of two squares: for each of its numbers as many multiplications, and as many additions, as a row is long. */
    private static final double OPERATIONS = 2.0 * SIDE * SIDE * SIDE;

    /** The first runs start threads and fault memory in. */
    private static final int WARM_UP_RUNS = 3;

    private static final int RUNS = 30;

    private static final String LEFT = "left";
    private static final String RIGHT = "right";
    private static final String PRODUCT = "product";

    private MatrixSpeed() {}

    /**
     * Multiplications and additions per second, in the best of {@value #RUNS} runs: on a shared machine the others tell what the
     * neighbours did.
     *
     * @param precision {@code F32} multiplies floats; {@code INT8} 8-bit integers, summed in 32 bits, signed or unsigned as the engine
     *     takes them here
     * @param threads of one product, at least 1
     */
    public static double operationsPerSecond(Precision precision, int threads) {
        boolean isFloat = precision == Precision.F32;
        OnnxJavaType bytes = KernelTrial.isExactInSignedBytes() ? OnnxJavaType.INT8 : OnnxJavaType.UINT8;
        var right = new Weights.Tensor(
                isFloat ? OnnxJavaType.FLOAT : bytes,
                List.of((long) SIDE, (long) SIDE),
                memory(isFloat ? Float.BYTES : Byte.BYTES));
        ByteBuffer left = memory(isFloat ? Float.BYTES : Byte.BYTES);
        ByteBuffer product = memory(Float.BYTES);
        try (var runtime = OnnxRuntime.open(graph(right), new Weights(Map.of(RIGHT, right)), threads);
                OnnxTensor x = isFloat ? runtime.floats(left, SIDE, SIDE) : runtime.unsignedBytes(left, SIDE, SIDE);
                OnnxTensor y = isFloat ? runtime.floats(product, SIDE, SIDE) : runtime.ints(product, SIDE, SIDE)) {
            return OPERATIONS * 1e9 / shortestNanos(runtime, Map.of(LEFT, x), Map.of(PRODUCT, y));
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot multiply two matrices: " + e.getMessage(), e);
        }
    }

    private static long shortestNanos(OnnxRuntime runtime, Map<String, OnnxTensor> in, Map<String, OnnxTensor> out)
            throws OrtException {
        long shortest = Long.MAX_VALUE;
        for (int run = -WARM_UP_RUNS; run < RUNS; run++) {
            long began = System.nanoTime();
            runtime.run(in, out);
            long nanos = System.nanoTime() - began;
            shortest = run < 0 ? shortest : Math.min(shortest, nanos);
        }
        return shortest;
    }

    private static byte[] graph(Weights.Tensor right) {
        boolean isFloat = right.type() == OnnxJavaType.FLOAT;
        var graph = new GraphBuilder();
        List<Long> square = List.of((long) SIDE, (long) SIDE);
        graph.input(LEFT, isFloat ? GraphBuilder.FLOAT : GraphBuilder.UINT8, square);
        graph.weight(RIGHT, right);
        graph.output(PRODUCT, isFloat ? GraphBuilder.FLOAT : GraphBuilder.INT32, square);
        graph.node(GraphBuilder.ONNX, isFloat ? "MatMul" : "MatMulInteger", PRODUCT, List.of(LEFT, RIGHT));
        return graph.build();
    }

    /** Room for a matrix, every number 0: the speed does not depend on what is multiplied. */
    private static ByteBuffer memory(int bytesPerNumber) {
        return ByteBuffer.allocateDirect(SIDE * SIDE * bytesPerNumber).order(ByteOrder.nativeOrder());
    }
}
