package io.draftgate.gpt2;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Runs the model over the sequences in its slots. A sequence is first read, in pieces of at most {@link #PREFILL_CHUNK} tokens,
 * then grows by one token per {@link #decode}. All memory of a decode step is allocated once. Confined to the thread of its
 * owner.
 */
final class ForwardPass implements AutoCloseable {
    /**
     * Longest piece read at once. Pieces begin at multiples of it, so that a prompt is always read in the same pieces; short
     * enough that the sequences that are being written do not wait long.
     */
    static final int PREFILL_CHUNK = 128;

    private final Gpt2Config config;
    private final OnnxRuntime runtime;
    private final KvCache cache;
    private final Inputs[] decodeInputs;
    private final ByteBuffer logits;

    private ForwardPass(Gpt2Config config, OnnxRuntime runtime, KvCache cache, int slots, int mostRows) {
        this.config = config;
        this.runtime = runtime;
        this.cache = cache;
        decodeInputs = new Inputs[slots + 1];
        logits = memory((long) mostRows * config.vocabularySize() * Float.BYTES);
    }

    /**
     * Starts a session of its own.
     *
     * @param mostRows most logits that one call can ask for
     */
    static ForwardPass open(Gpt2 model, EngineOptions options, int mostRows) {
        Gpt2Config config = model.config();
        Weights weights = switch (options.precision()) {
            case F32 -> model.weights();
            case INT8 -> Int8Weights.quantise(config, model.weights());
        };
        byte[] graph = StepGraph.build(config, options.precision(), weights);
        OnnxRuntime runtime = OnnxRuntime.open(graph, weights, options.threads());
        int slots = options.slots();
        try {
            return new ForwardPass(config, runtime, KvCache.allocate(config, runtime, slots), slots, mostRows);
        } catch (RuntimeException e) {
            runtime.close();
            throw e;
        }
    }

    String runtimeVersion() {
        return runtime.version();
    }

    /**
     * Reads {@code count} tokens of one sequence, those before them being in the slot already.
     *
     * @param tokens the whole sequence
     * @param begin first token to read
     * @param rows how many of the last positions read get logits: row 0 is that of the earliest
     */
    void prefill(int slot, int[] tokens, int begin, int count, int rows) throws OrtException {
        try (Inputs inputs = new Inputs(1, count, rows)) {
            for (int i = 0; i < count; i++) {
                inputs.put(i, tokens[begin + i], begin + i);
            }
            for (int row = 0; row < rows; row++) {
                inputs.ask(row, count - rows + row);
            }
            inputs.lengths(0, begin + count, begin + count);
            inputs.run(cache.view(slot, 1));
        }
    }

    /**
     * Appends one token to each of the first {@code batch} slots. A slot without a sequence has length 0 and takes any token;
     * what it keeps is overwritten when a sequence moves in.
     *
     * @param tokens [batch] the token to append
     * @param lengths [batch] tokens that the slot holds already
     */
    void decode(int batch, int[] tokens, int[] lengths) throws OrtException {
        Inputs inputs = decodeInputs[batch];
        if (inputs == null) {
            inputs = new Inputs(batch, 1, batch);
            for (int i = 0; i < batch; i++) {
                inputs.ask(i, i);
            }
            decodeInputs[batch] = inputs;
        }
        int longest = 0;
        for (int i = 0; i < batch; i++) {
            longest = Math.max(longest, lengths[i] + 1);
        }
        for (int i = 0; i < batch; i++) {
            inputs.put(i, tokens[i], lengths[i]);
            inputs.lengths(i, lengths[i] + 1, longest);
        }
        inputs.run(cache.view(0, batch));
    }

    /** Copies one row of logits of the last call. */
    void logits(int row, float[] into) {
        FloatBuffer floats = logits.asFloatBuffer();
        floats.get(row * config.vocabularySize(), into);
    }

    /** Gives slot {@code to} the first {@code length} tokens of slot {@code from}. */
    void copy(int from, int to, int length) {
        cache.copy(from, to, length);
    }

    @Override
    public void close() {
        for (Inputs inputs : decodeInputs) {
            if (inputs != null) {
                inputs.close();
            }
        }
        cache.close();
        runtime.close();
    }

    private static ByteBuffer memory(long bytes) {
        return ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder());
    }

    /** The input tensors of one shape, and the output tensor of the logits. */
    private final class Inputs implements AutoCloseable {
        private final ByteBuffer tokens;
        private final ByteBuffer positions;
        private final ByteBuffer rows;
        private final ByteBuffer lastPositions;
        private final ByteBuffer totalLength = memory(Integer.BYTES);
        private final Map<String, OnnxTensor> tensors = new HashMap<>();
        private final OnnxTensor asked;

        Inputs(int batch, int sequence, int askedRows) throws OrtException {
            tokens = memory((long) batch * sequence * Long.BYTES);
            positions = memory((long) batch * sequence * Long.BYTES);
            rows = memory((long) askedRows * Long.BYTES);
            lastPositions = memory((long) batch * Integer.BYTES);
            tensors.put(StepGraph.TOKENS, runtime.longs(tokens, batch, sequence));
            tensors.put(StepGraph.POSITIONS, runtime.longs(positions, batch, sequence));
            tensors.put(StepGraph.ROWS, runtime.longs(rows, askedRows));
            tensors.put(StepGraph.LAST_POSITIONS, runtime.ints(lastPositions, batch));
            tensors.put(StepGraph.TOTAL_LENGTH, runtime.ints(totalLength));
            int bytes = askedRows * config.vocabularySize() * Float.BYTES;
            ByteBuffer part = logits.slice(0, bytes).order(ByteOrder.nativeOrder());
            asked = runtime.floats(part, askedRows, config.vocabularySize());
        }

        void put(int index, int token, int position) {
            tokens.putLong(index * Long.BYTES, token);
            positions.putLong(index * Long.BYTES, position);
        }

        void ask(int row, int index) {
            rows.putLong(row * Long.BYTES, index);
        }

        void lengths(int batchIndex, int length, int longest) {
            lastPositions.putInt(batchIndex * Integer.BYTES, length - 1);
            totalLength.putInt(0, longest);
        }

        void run(KvCache.View view) throws OrtException {
            var inputs = new HashMap<>(view.past());
            inputs.putAll(tensors);
            var outputs = new HashMap<>(view.present());
            outputs.put(StepGraph.LOGITS, asked);
            runtime.run(inputs, outputs);
        }

        @Override
        public void close() {
            tensors.values().forEach(OnnxTensor::close);
            asked.close();
        }
    }
}
