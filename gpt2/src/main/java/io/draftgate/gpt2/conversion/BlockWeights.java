package io.draftgate.gpt2.conversion;

import ai.onnxruntime.OnnxJavaType;
import io.draftgate.gpt2.graph.BlockProduct;
import io.draftgate.gpt2.weights.Weights.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/**
 * Rounds matrices to few bits, a block of neighbouring inputs of an output at a time. The number of the largest magnitude
 * becomes the lowest integer, -8 or -128, exactly; the others are multiples of the same scale around it. Integers are stored
 * with an offset that makes them positive, two of 4 bits in a byte, the first in the lower half.
 *
 * @see <a href="https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md#com.microsoft.MatMulNBits">MatMulNBits</a>
 */
final class BlockWeights {
    private final int size;
    private final int bits;

    /**
     * A way of rounding.
     *
     * @param size numbers of a block, a power of 2 from 16
     * @param bits {@link BlockProduct#LAYER_BITS} or {@link BlockProduct#HEAD_BITS}
     */
    BlockWeights(int size, int bits) {
        this.size = size;
        this.bits = bits;
    }

    /**
     * The weights that {@link BlockProduct} multiplies by.
     *
     * @param isInputFirst whether the matrix is [in, out], else [out, in]
     */
    Map<String, Tensor> round(String name, Tensor matrix, boolean isInputFirst) {
        int in = matrix.shape().get(isInputFirst ? 0 : 1).intValue();
        int out = matrix.shape().get(isInputFirst ? 1 : 0).intValue();
        int blocks = (in + size - 1) / size;
        int blockBytes = size * bits / Byte.SIZE;
        FloatBuffer numbers =
                matrix.numbers().duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer();
        ByteBuffer quantised = ByteBuffer.allocateDirect(Math.multiplyExact(out * blocks, blockBytes));
        ByteBuffer scales = ByteBuffer.allocateDirect(Math.multiplyExact(out * blocks, Float.BYTES))
                .order(ByteOrder.nativeOrder());
        var rows = new float[size * out];
        var block = new float[size];
        for (int b = 0; b < blocks; b++) {
            int count = Math.min(size, in - b * size);
            if (isInputFirst) {
                numbers.get(b * size * out, rows, 0, count * out);
            }
            for (int o = 0; o < out; o++) {
                for (int i = 0; i < size; i++) {
                    block[i] = i >= count ? 0 : isInputFirst ? rows[i * out + o] : numbers.get(o * in + b * size + i);
                }
                int at = o * blocks + b;
                scales.putFloat(at * Float.BYTES, round(block, quantised, at * blockBytes));
            }
        }
        return Map.of(
                name + BlockProduct.QUANTISED,
                new Tensor(OnnxJavaType.UINT8, List.of((long) out, (long) blocks, (long) blockBytes), quantised),
                name + BlockProduct.SCALES,
                Tensor.floats(List.of((long) out * blocks), scales));
    }

    /** Rounds one block and gives its scale. */
    private float round(float[] block, ByteBuffer into, int at) {
        float farthest = 0;
        for (float number : block) {
            farthest = Math.abs(number) > Math.abs(farthest) ? number : farthest;
        }
        int offset = 1 << (bits - 1);
        float scale = -farthest / offset;
        float inverse = Math.abs(scale) < Float.MIN_NORMAL ? 0 : 1 / scale;
        int most = 2 * offset - 1;
        for (int i = 0; i < size; i++) {
            int integer = Math.min(most, (int) Math.rint(block[i] * inverse) + offset);
            if (bits == Byte.SIZE) {
                into.put(at + i, (byte) integer);
            } else if (i % 2 == 0) {
                into.put(at + i / 2, (byte) integer);
            } else {
                into.put(at + i / 2, (byte) (into.get(at + i / 2) | integer << bits));
            }
        }
        return scale;
    }
}
