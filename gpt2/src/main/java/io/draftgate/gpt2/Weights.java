package io.draftgate.gpt2;

import ai.onnxruntime.OnnxJavaType;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * A model's numbers by name, ready to be handed to a session. As they are read, all are 32-bit floats under the names of
 * {@link WeightNames}. Immutable: the buffers are only read.
 *
 * @param tensors in the order in which the model is written down
 */
record Weights(Map<String, Tensor> tensors) {

    /**
     * One tensor.
     *
     * @param numbers direct, native order, as many as the product of the shape's axes
     */
    record Tensor(OnnxJavaType type, List<Long> shape, ByteBuffer numbers) {

        static Tensor floats(List<Long> shape, ByteBuffer numbers) {
            return new Tensor(OnnxJavaType.FLOAT, shape, numbers);
        }

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
