package io.draftgate.gpt2.forward;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.draftgate.gpt2.graph.ChunkGraph;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/** The tokens that a chunk drew, each [steps, rows]. Immutable. */
public final class Draws {
    private final int rows;
    private final LongBuffer tokenIds;
    private final FloatBuffer logProbabilities;
    private final LongBuffer ranks;
    private final DoubleBuffer entropies;

    /** Copies what a run gave for {@code rows} rows. */
    Draws(OrtSession.Result result, int rows) throws OrtException {
        this.rows = rows;
        tokenIds = tensor(result, ChunkGraph.TOKEN_IDS).getLongBuffer();
        logProbabilities = tensor(result, ChunkGraph.TOKEN_LOG_PROBABILITIES).getFloatBuffer();
        ranks = tensor(result, ChunkGraph.RANKS).getLongBuffer();
        entropies = tensor(result, ChunkGraph.ENTROPIES).getDoubleBuffer();
    }

    public int tokenId(int step, int row) {
        return (int) tokenIds.get(step * rows + row);
    }

    /** Natural, at most 0. */
    public double logProbability(int step, int row) {
        return Math.min(0, logProbabilities.get(step * rows + row));
    }

    /** 1 = the likeliest. */
    public int rank(int step, int row) {
        return (int) ranks.get(step * rows + row);
    }

    /**
     * In nats.
     *
     * @throws ArithmeticException if the distribution holds no numbers: the weights are damaged
     */
    public double entropy(int step, int row) {
        double entropy = entropies.get(step * rows + row);
        if (!(entropy < Double.POSITIVE_INFINITY)) {
            throw new ArithmeticException("the logits are no finite numbers");
        }
        return Math.max(0, entropy);
    }

    private static OnnxTensor tensor(OrtSession.Result result, String name) {
        return (OnnxTensor)
                result.get(name).orElseThrow(() -> new IllegalStateException("ONNX Runtime gives no result " + name));
    }
}
