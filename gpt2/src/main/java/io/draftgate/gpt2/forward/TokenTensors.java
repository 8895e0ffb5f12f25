package io.draftgate.gpt2.forward;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.draftgate.gpt2.graph.StepGraph;
import io.draftgate.gpt2.runtime.OnnxRuntime;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The inputs that tell a run which tokens to read, and after which of them to answer. Confined to the thread of its owner. */
abstract sealed class TokenTensors implements AutoCloseable permits StepTensors, ChunkTensors {
    private final ByteBuffer tokens;
    private final ByteBuffer positions;
    private final ByteBuffer rows;
    private final ByteBuffer lastPositions;
    private final ByteBuffer totalLength = memory(Integer.BYTES);
    private final Map<String, OnnxTensor> inputs = new HashMap<>();

    /**
     * Tensors for {@code batch} sequences of {@code sequence} new tokens each, of which {@code askedRows} get an answer.
     *
     * @param names what the graph calls the inputs of {@link StepGraph}
     */
    TokenTensors(OnnxRuntime runtime, UnaryOperator<String> names, int batch, int sequence, int askedRows)
            throws OrtException {
        tokens = memory(batch * sequence * Long.BYTES);
        positions = memory(batch * sequence * Long.BYTES);
        rows = memory(askedRows * Long.BYTES);
        lastPositions = memory(batch * Integer.BYTES);
        input(names.apply(StepGraph.TOKENS), runtime.longs(tokens, batch, sequence));
        input(names.apply(StepGraph.POSITIONS), runtime.longs(positions, batch, sequence));
        input(names.apply(StepGraph.ROWS), runtime.longs(rows, askedRows));
        input(names.apply(StepGraph.LAST_POSITIONS), runtime.ints(lastPositions, batch));
        input(names.apply(StepGraph.TOTAL_LENGTH), runtime.ints(totalLength));
    }

    /**
     * Sets a new token.
     *
     * @param index batch index times sequence plus sequence index
     */
    final void token(int index, int token, int position) {
        tokens.putLong(index * Long.BYTES, token);
        positions.putLong(index * Long.BYTES, position);
    }

    /** Asks for the answer after the token of an index. */
    final void ask(int row, int index) {
        rows.putLong(row * Long.BYTES, index);
    }

    /** Sets the length of a sequence, its new tokens included. */
    final void length(int batchIndex, int length) {
        lastPositions.putInt(batchIndex * Integer.BYTES, length - 1);
    }

    /** Sets the length of the longest sequence, its new tokens included. */
    final void longest(int length) {
        totalLength.putInt(0, length);
    }

    @Override
    public void close() {
        inputs.values().forEach(OnnxTensor::close);
    }

    /** Adds an input, which is closed with the others. */
    final void input(String name, OnnxTensor tensor) {
        inputs.put(name, tensor);
    }

    /** All inputs of a run: these, and what the slots know already. */
    final Map<String, OnnxTensor> inputs(KvCache.View view) {
        var all = new HashMap<>(view.past());
        all.putAll(inputs);
        return all;
    }

    static ByteBuffer memory(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
}
