package io.draftgate.gpt2;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.draftgate.gpt2.sampling.Shaping;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The inputs of one chunk, but for the KV-cache. Confined to the thread of its owner. */
final class ChunkTensors implements AutoCloseable {
    private static final Set<String> RESULTS =
            Set.of(ChunkGraph.TOKEN_IDS, ChunkGraph.TOKEN_LOG_PROBABILITIES, ChunkGraph.RANKS, ChunkGraph.ENTROPIES);

    private final OnnxRuntime runtime;
    private final int drawn;
    private final ByteBuffer tokens;
    private final ByteBuffer positions;
    private final ByteBuffer rows;
    private final ByteBuffer lastPositions;
    private final ByteBuffer totalLength = memory(Integer.BYTES);
    private final ByteBuffer candidates = memory(Long.BYTES);
    private final ByteBuffer uniforms;
    private final ByteBuffer temperatures;
    private final ByteBuffer topKs;
    private final ByteBuffer topPs;
    private final ByteBuffer minPs;
    private final Map<String, OnnxTensor> inputs = new HashMap<>();

    /** For {@code batch} sequences of {@code sequence} tokens each, and {@code drawn} draws in each of {@code steps}. */
    ChunkTensors(OnnxRuntime runtime, int batch, int sequence, int drawn, int steps) throws OrtException {
        this.runtime = runtime;
        this.drawn = drawn;
        tokens = memory(batch * sequence * Long.BYTES);
        positions = memory(batch * sequence * Long.BYTES);
        rows = memory(drawn * Long.BYTES);
        lastPositions = memory(batch * Integer.BYTES);
        uniforms = memory(steps * drawn * Double.BYTES);
        temperatures = memory(drawn * Double.BYTES);
        topKs = memory(drawn * Long.BYTES);
        topPs = memory(drawn * Double.BYTES);
        minPs = memory(drawn * Double.BYTES);
        ByteBuffer turns = memory(Long.BYTES).putLong(0, steps);
        ByteBuffer rowsAfter = memory(batch * Long.BYTES);
        for (int i = 0; i < batch; i++) {
            rowsAfter.putLong(i * Long.BYTES, i);
        }
        inputs.put(ChunkGraph.first(StepGraph.TOKENS), runtime.longs(tokens, batch, sequence));
        inputs.put(ChunkGraph.first(StepGraph.POSITIONS), runtime.longs(positions, batch, sequence));
        inputs.put(ChunkGraph.first(StepGraph.ROWS), runtime.longs(rows, drawn));
        inputs.put(ChunkGraph.first(StepGraph.LAST_POSITIONS), runtime.ints(lastPositions, batch));
        inputs.put(ChunkGraph.first(StepGraph.TOTAL_LENGTH), runtime.ints(totalLength));
        inputs.put(ChunkGraph.ROWS_AFTER, runtime.longs(rowsAfter, batch));
        inputs.put(ChunkGraph.STEPS, runtime.longs(turns));
        inputs.put(ChunkDraw.UNIFORMS, runtime.doubles(uniforms, steps, drawn));
        inputs.put(ChunkDraw.TEMPERATURES, runtime.doubles(temperatures, drawn, 1));
        inputs.put(ChunkDraw.TOP_KS, runtime.longs(topKs, drawn, 1));
        inputs.put(ChunkDraw.TOP_PS, runtime.doubles(topPs, drawn, 1));
        inputs.put(ChunkDraw.MIN_PS, runtime.doubles(minPs, drawn, 1));
        inputs.put(ChunkDraw.CANDIDATES, runtime.longs(candidates, 1));
    }

    /**
     * Sets a token.
     *
     * @param index batch index times sequence plus sequence index
     */
    void token(int index, int token, int position) {
        tokens.putLong(index * Long.BYTES, token);
        positions.putLong(index * Long.BYTES, position);
    }

    /** Asks for the draw after the token of an index. */
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

    /** Sets how a row is drawn. Greedy is a draw from one candidate. */
    void draw(int row, Shaping shaping, int vocabularySize) {
        int all = shaping.topK() == 0 ? vocabularySize : Math.min(shaping.topK(), vocabularySize);
        int topK = shaping.isGreedy() ? 1 : all;
        temperatures.putDouble(row * Double.BYTES, shaping.isGreedy() ? 1 : shaping.temperature());
        topKs.putLong(row * Long.BYTES, topK);
        topPs.putDouble(row * Double.BYTES, shaping.topP());
        minPs.putDouble(row * Double.BYTES, shaping.minP());
        candidates.putLong(0, Math.max(candidates.getLong(0), topK));
    }

    /** Sets the random number of a draw, 0 to below 1. */
    void uniform(int step, int row, double number) {
        uniforms.putDouble((step * drawn + row) * Double.BYTES, number);
    }

    OrtSession.Result run(KvCache.View view) throws OrtException {
        var all = new HashMap<>(view.past());
        all.putAll(inputs);
        return runtime.run(all, RESULTS, view.present());
    }

    @Override
    public void close() {
        inputs.values().forEach(OnnxTensor::close);
    }

    private static ByteBuffer memory(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
}
