package io.draftgate.gpt2.forward;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.draftgate.gpt2.Shaping;
import io.draftgate.gpt2.graph.ChunkDraw;
import io.draftgate.gpt2.graph.ChunkGraph;
import io.draftgate.gpt2.runtime.OnnxRuntime;
import java.nio.ByteBuffer;
import java.util.Set;

/** The inputs of one chunk, but for the KV-cache. Confined to the thread of its owner. */
final class ChunkTensors extends TokenTensors {
    private static final Set<String> RESULTS =
            Set.of(ChunkGraph.TOKEN_IDS, ChunkGraph.TOKEN_LOG_PROBABILITIES, ChunkGraph.RANKS, ChunkGraph.ENTROPIES);

    private final OnnxRuntime runtime;
    private final int drawn;
    private final ByteBuffer candidates = memory(Long.BYTES);
    private final ByteBuffer uniforms;
    private final ByteBuffer temperatures;
    private final ByteBuffer topKs;
    private final ByteBuffer topPs;
    private final ByteBuffer minPs;

    /** For {@code batch} sequences of {@code sequence} tokens each, and {@code drawn} draws in each of {@code steps}. */
    ChunkTensors(OnnxRuntime runtime, int batch, int sequence, int drawn, int steps) throws OrtException {
        super(runtime, ChunkGraph::first, batch, sequence, drawn);
        this.runtime = runtime;
        this.drawn = drawn;
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
        input(ChunkGraph.ROWS_AFTER, runtime.longs(rowsAfter, batch));
        input(ChunkGraph.STEPS, runtime.longs(turns));
        input(ChunkDraw.UNIFORMS, runtime.doubles(uniforms, steps, drawn));
        input(ChunkDraw.TEMPERATURES, runtime.doubles(temperatures, drawn, 1));
        input(ChunkDraw.TOP_KS, runtime.longs(topKs, drawn, 1));
        input(ChunkDraw.TOP_PS, runtime.doubles(topPs, drawn, 1));
        input(ChunkDraw.MIN_PS, runtime.doubles(minPs, drawn, 1));
        input(ChunkDraw.CANDIDATES, runtime.longs(candidates, 1));
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
        return runtime.run(inputs(view), RESULTS, view.present());
    }
}
