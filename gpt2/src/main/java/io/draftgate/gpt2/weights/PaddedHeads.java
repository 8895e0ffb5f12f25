package io.draftgate.gpt2.weights;

import io.draftgate.gpt2.Gpt2Config;
import io.draftgate.gpt2.weights.Weights.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills the heads of an odd model up with zeros, because ONNX Runtime's attention wants their width to be a multiple of 8. A
 * zero adds nothing to a score, and a zero value nothing to what is attended: every number stays what it was. Immutable.
 *
 * @param heads of the model
 * @param width of a head
 * @param padded width of a head in the graph, at least the same
 */
public record PaddedHeads(int heads, int width, int padded) {

    public static PaddedHeads of(Gpt2Config config) {
        return new PaddedHeads(config.heads(), config.headWidth(), config.paddedHeadWidth());
    }

    /** Whether a tensor has heads that are filled up. */
    public boolean pads(String name) {
        return padded != width && (isInto(name) || isOutOf(name));
    }

    /** The tensor as the graph wants it. */
    public Tensor pad(String name, Tensor tensor) {
        if (!pads(name)) {
            return tensor;
        }
        long numbers = tensor.shape().stream().reduce(1L, Math::multiplyExact);
        int inner = isOutOf(name) ? tensor.shape().get(1).intValue() : 1;
        int groups = (int) (numbers / inner / width);
        ByteBuffer from = tensor.numbers().duplicate().order(ByteOrder.nativeOrder());
        ByteBuffer to =
                ByteBuffer.allocateDirect(groups * padded * inner * Float.BYTES).order(ByteOrder.nativeOrder());
        for (int group = 0; group < groups; group++) {
            to.put(
                    group * padded * inner * Float.BYTES,
                    from,
                    group * width * inner * Float.BYTES,
                    width * inner * Float.BYTES);
        }
        return Tensor.floats(shape(name, tensor.shape()), to);
    }

    /** The shape that a tensor has in the graph. */
    public List<Long> shape(String name, List<Long> stored) {
        if (!pads(name)) {
            return stored;
        }
        List<Long> shape = new ArrayList<>(stored);
        if (isOutOf(name)) {
            shape.set(0, (long) heads * padded);
        } else {
            shape.set(stored.size() - 1, 3L * heads * padded);
        }
        return List.copyOf(shape);
    }

    /** Makes queries, keys and values, head by head. */
    private static boolean isInto(String name) {
        return name.endsWith(".attn.c_attn.weight") || name.endsWith(".attn.c_attn.bias");
    }

    /** Takes what the heads attended, head by head. */
    private static boolean isOutOf(String name) {
        return name.endsWith(".attn.c_proj.weight");
    }
}
