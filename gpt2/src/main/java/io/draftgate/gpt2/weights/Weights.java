package io.draftgate.gpt2.weights;

import ai.onnxruntime.OnnxJavaType;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * Numbers by name, ready to be handed to a session. Immutable: the buffers are only read.
 *
 * @param tensors in the order in which the model is written down
 */
public record Weights(Map<String, Tensor> tensors) {

    /**
     * One of them.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("there is no weight " + name);
        }
        return tensor;
    }

    /**
     * One tensor.
     *
     * @param numbers direct, native order, as many as the product of the shape's axes
     */
    public record Tensor(OnnxJavaType type, List<Long> shape, ByteBuffer numbers) {

        public static Tensor floats(List<Long> shape, ByteBuffer numbers) {
            return new Tensor(OnnxJavaType.FLOAT, shape, numbers);
        }

        public long[] axes() {
            return shape.stream().mapToLong(Long::longValue).toArray();
        }
    }
}
