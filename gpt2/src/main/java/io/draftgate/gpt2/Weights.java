package io.draftgate.gpt2;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * A model's numbers as 32-bit floats, by the names of {@link WeightNames}. Immutable: the buffers are only read.
 *
 * @param tensors in the order in which the model is written down
 */
record Weights(Map<String, Tensor> tensors) {

    /** @param floats direct, native order, the product of the shape's axes of them */
    record Tensor(List<Long> shape, ByteBuffer floats) {
        long[] axes() {
            return shape.stream().mapToLong(Long::longValue).toArray();
        }
    }

    Tensor get(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no tensor " + name);
        }
        return tensor;
    }
}
