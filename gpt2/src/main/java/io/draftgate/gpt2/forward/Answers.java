package io.draftgate.gpt2.forward;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.draftgate.gpt2.graph.StepGraph;
import io.draftgate.gpt2.runtime.OnnxRuntime;
import io.draftgate.gpt2.sampling.Distribution;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/** The memory into which a forward pass writes distributions, allocated once. Confined to the thread of its owner. */
final class Answers {
    private final int vocabularySize;
    private final ByteBuffer logProbabilities;
    private final ByteBuffer entropyTerms;
    private final float[] row;

    /** Room for the distributions of {@code mostRows} positions. */
    Answers(int vocabularySize, int mostRows) {
        this.vocabularySize = vocabularySize;
        int bytes = Math.multiplyExact(Math.multiplyExact(mostRows, vocabularySize), Float.BYTES);
        logProbabilities = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
        entropyTerms = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
        row = new float[vocabularySize];
    }

    /** Output tensors over the first {@code rows} rows. */
    Map<String, OnnxTensor> tensors(OnnxRuntime runtime, int rows) throws OrtException {
        return Map.of(
                StepGraph.LOG_PROBABILITIES, tensor(runtime, logProbabilities, rows),
                StepGraph.ENTROPY_TERMS, tensor(runtime, entropyTerms, rows));
    }

    /**
     * Reads the distribution of one row.
     *
     * @throws ArithmeticException if it holds no numbers
     */
    void read(int index, Distribution into) {
        logProbabilities.asFloatBuffer().get(index * vocabularySize, into.logProbabilities());
        entropyTerms.asFloatBuffer().get(index * vocabularySize, row);
        // Summed here: ONNX Runtime's sum of one row rounds otherwise than that of several.
        double entropy = 0;
        for (float term : row) {
            entropy -= term;
        }
        into.update(entropy);
    }

    /** As {@link #read}, in a third of the time: the sum of the entropy takes most of it. */
    void readWithoutEntropy(int index, Distribution into) {
        logProbabilities.asFloatBuffer().get(index * vocabularySize, into.logProbabilities());
        into.update();
    }

    private OnnxTensor tensor(OnnxRuntime runtime, ByteBuffer memory, int rows) throws OrtException {
        ByteBuffer part = memory.slice(0, rows * vocabularySize * Float.BYTES).order(ByteOrder.nativeOrder());
        return runtime.floats(part, rows, vocabularySize);
    }
}
