package io.draftgate.gpt2.conversion;

import ai.onnxruntime.OnnxJavaType;
import io.draftgate.gpt2.graph.Int8Product;
import io.draftgate.gpt2.weights.Weights.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/** Turns matrices into 8-bit integers, each column with its own scale: its largest magnitude over {@link Int8Product#STEPS}. */
final class Int8Weights {
    /** Columns that are transposed together, so that writes fill whole cache lines. */
    private static final int BLOCK = 64;

    private Int8Weights() {}

    /**
     * The weights that {@link Int8Product} multiplies by.
     *
     * @param isInputFirst whether the matrix is [in, out], else [out, in]
     * @param isSigned whether the integers are stored around 0, else around {@link Int8Product#ZERO_POINT}
     */
    static Map<String, Tensor> round(String name, Tensor matrix, boolean isInputFirst, boolean isSigned) {
        Rounded rounded = isInputFirst ? columns(matrix) : rows(matrix);
        if (!isSigned) {
            moveUp(rounded.quantised());
        }
        return tensors(name, rounded, isSigned ? OnnxJavaType.INT8 : OnnxJavaType.UINT8);
    }

    /**
     * A matrix [in, out] with the scales of its columns.
     *
     * @param quantised from -127 to 127
     */
    @SuppressWarnings("ArrayRecordComponent") // handed from one method to the next
    private record Rounded(List<Long> shape, ByteBuffer quantised, float[] scales) {}

    private static void moveUp(ByteBuffer quantised) {
        for (int i = 0; i < quantised.capacity(); i++) {
            quantised.put(i, (byte) (quantised.get(i) + Int8Product.ZERO_POINT));
        }
    }

    /** A matrix [in, out] with a scale per column. */
    private static Rounded columns(Tensor matrix) {
        int in = matrix.shape().get(0).intValue();
        int out = matrix.shape().get(1).intValue();
        FloatBuffer numbers =
                matrix.numbers().duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer();
        var row = new float[out];
        var scales = new float[out];
        for (int i = 0; i < in; i++) {
            numbers.get(i * out, row);
            for (int o = 0; o < out; o++) {
                scales[o] = Math.max(scales[o], Math.abs(row[o]));
            }
        }
        for (int o = 0; o < out; o++) {
            scales[o] = scale(scales[o]);
        }
        ByteBuffer quantised = ByteBuffer.allocateDirect(in * out);
        var bytes = new byte[out];
        for (int i = 0; i < in; i++) {
            numbers.get(i * out, row);
            for (int o = 0; o < out; o++) {
                bytes[o] = (byte) Math.rint(row[o] / scales[o]);
            }
            quantised.put(i * out, bytes);
        }
        return new Rounded(List.of((long) in, (long) out), quantised, scales);
    }

    /** A matrix [out, in] with a scale per row, transposed. */
    private static Rounded rows(Tensor matrix) {
        int out = matrix.shape().get(0).intValue();
        int in = matrix.shape().get(1).intValue();
        FloatBuffer numbers =
                matrix.numbers().duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer();
        var row = new float[in];
        var scales = new float[out];
        var block = new byte[in][BLOCK];
        ByteBuffer quantised = ByteBuffer.allocateDirect(in * out);
        for (int begin = 0; begin < out; begin += BLOCK) {
            int count = Math.min(BLOCK, out - begin);
            for (int o = 0; o < count; o++) {
                numbers.get((begin + o) * in, row);
                float largest = 0;
                for (float number : row) {
                    largest = Math.max(largest, Math.abs(number));
                }
                float scale = scale(largest);
                scales[begin + o] = scale;
                for (int i = 0; i < in; i++) {
                    block[i][o] = (byte) Math.rint(row[i] / scale);
                }
            }
            for (int i = 0; i < in; i++) {
                quantised.put(i * out + begin, block[i], 0, count);
            }
        }
        return new Rounded(List.of((long) in, (long) out), quantised, scales);
    }

    /** A column of zeros has no scale of its own. */
    private static float scale(float largest) {
        return Math.max(largest / Int8Product.STEPS, Float.MIN_NORMAL);
    }

    private static Map<String, Tensor> tensors(String name, Rounded rounded, OnnxJavaType type) {
        int columns = rounded.scales().length;
        ByteBuffer numbers = ByteBuffer.allocateDirect(columns * Float.BYTES).order(ByteOrder.nativeOrder());
        numbers.asFloatBuffer().put(rounded.scales());
        return Map.of(
                name + Int8Product.QUANTISED,
                new Tensor(type, rounded.shape(), rounded.quantised()),
                name + Int8Product.SCALES,
                Tensor.floats(List.of((long) columns), numbers));
    }
}
