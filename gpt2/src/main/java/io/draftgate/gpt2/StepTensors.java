package io.draftgate.gpt2;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/** The tensors of a forward pass of one shape, but for the KV-cache. Confined to the thread of its owner. */
final class StepTensors implements AutoCloseable {
    private final OnnxRuntime runtime;
    private final ByteBuffer tokens;
    private final ByteBuffer positions;
    private final ByteBuffer rows;
    private final ByteBuffer lastPositions;
    private final ByteBuffer totalLength = memory(Integer.BYTES);
    private final Map<String, OnnxTensor> inputs = new HashMap<>();
    private final Map<String, OnnxTensor> outputs;

    /** Tensors for {@code batch} sequences of {@code sequence} new tokens each, of which {@code askedRows} get an answer. */
    StepTensors(OnnxRuntime runtime, Answers answers, int batch, int sequence, int askedRows) throws OrtException {
        this.runtime = runtime;
        tokens = memory(batch * sequence * Long.BYTES);
        positions = memory(batch * sequence * Long.BYTES);
        rows = memory(askedRows * Long.BYTES);
        lastPositions = memory(batch * Integer.BYTES);
        inputs.put(StepGraph.TOKENS, runtime.longs(tokens, batch, sequence));
        inputs.put(StepGraph.POSITIONS, runtime.longs(positions, batch, sequence));
        inputs.put(StepGraph.ROWS, runtime.longs(rows, askedRows));
        inputs.put(StepGraph.LAST_POSITIONS, runtime.ints(lastPositions, batch));
        inputs.put(StepGraph.TOTAL_LENGTH, runtime.ints(totalLength));
        outputs = answers.tensors(runtime, askedRows);
    }

    /**
     * Sets a new token.
     *
     * @param index batch index times sequence plus sequence index
     */
    void token(int index, int token, int position) {
        tokens.putLong(index * Long.BYTES, token);
        positions.putLong(index * Long.BYTES, position);
    }

    /** Asks for the distribution after the token of an index. */
    void ask(int row, int index) {
        rows.putLong(row * Long.BYTES, index);
    }

    /** Sets the length of a sequence, its new tokens included. */
    void length(int batchIndex, int length) {
        lastPositions.putInt(batchIndex * Integer.BYTES, length - 1);
    }

    /** Sets the length of the longest sequence, its new tokens included. */
    void longest(int length) {
        totalLength.putInt(0, length);
    }

    void run(KvCache.View view) throws OrtException {
        var allInputs = new HashMap<>(view.past());
        allInputs.putAll(inputs);
        var allOutputs = new HashMap<>(view.present());
        allOutputs.putAll(outputs);
        runtime.run(allInputs, allOutputs);
    }

    @Override
    public void close() {
        inputs.values().forEach(OnnxTensor::close);
        outputs.values().forEach(OnnxTensor::close);
    }

    private static ByteBuffer memory(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
}
