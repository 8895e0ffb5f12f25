package io.draftgate.gpt2.forward;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.draftgate.gpt2.graph.StepGraph;
import io.draftgate.gpt2.runtime.OnnxRuntime;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The tensors of a forward pass of one shape, but for the KV-cache. Confined to the thread of its owner. */
final class StepTensors extends TokenTensors {
    private final OnnxRuntime runtime;
    private final Map<String, OnnxTensor> outputs;

    /**
     * Tensors for {@code batch} sequences of {@code sequence} new tokens each, of which {@code askedRows} get an answer.
     *
     * @param oneByOne whether the tokens, {@link ForwardPass#WRITTEN_PIECE} of one sequence, attend one by one
     */
    StepTensors(OnnxRuntime runtime, Answers answers, int batch, int sequence, int askedRows, boolean oneByOne)
            throws OrtException {
        super(runtime, UnaryOperator.identity(), batch, sequence, askedRows);
        this.runtime = runtime;
        input(StepGraph.ONE_BY_ONE, runtime.truth(oneByOne));
        outputs = answers.tensors(runtime, askedRows);
    }

    void run(KvCache.View view) throws OrtException {
        var allOutputs = new HashMap<>(view.present());
        allOutputs.putAll(outputs);
        runtime.run(inputs(view), allOutputs);
    }

    @Override
    public void close() {
        super.close();
        outputs.values().forEach(OnnxTensor::close);
    }
}
