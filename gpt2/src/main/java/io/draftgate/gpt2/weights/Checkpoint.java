package io.draftgate.gpt2.weights;

import io.draftgate.gpt2.safetensors.StoredTensor;
import io.draftgate.gpt2.weights.Weights.Tensor;
import java.util.Map;

/**
 * A model's tensors as its files hold them, by the names of {@link WeightNames}. Nothing is converted before a session asks for
 * it. Immutable.
 *
 * @param tensors every tensor of the model, in the order in which the model is written down
 */
public record Checkpoint(Map<String, StoredTensor> tensors) {

    /** A tensor as 32-bit floats. */
    public static Tensor floats(StoredTensor tensor) {
        return Tensor.floats(tensor.shape(), tensor.floats());
    }
}
