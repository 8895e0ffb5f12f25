package io.draftgate.gpt2.forward;

import ai.onnxruntime.OrtException;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.Gpt2Config;
import io.draftgate.gpt2.graph.StepGraph;
import io.draftgate.gpt2.runtime.OnnxRuntime;
import io.draftgate.gpt2.sampling.Distribution;
import io.draftgate.gpt2.weights.Weights;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs the model over the sequences in its slots. A sequence is first read, in pieces of at most {@link #PREFILL_CHUNK} tokens,
 * then grows by one token per {@link #decode}. All memory of a decode step is allocated once. Confined to the thread of its
 * owner.
 */
public final class ForwardPass implements AutoCloseable {
    /**
     * Longest piece read at once. Pieces begin at multiples of it, so that a prompt is always read in the same pieces; short
     * enough that the sequences that are being written do not wait long, and that prompts which begin alike share most of it.
     */
    public static final int PREFILL_CHUNK = 64;

    /** Tokens that were written and are read again in one run. */
    public static final int WRITTEN_PIECE = StepGraph.WRITTEN_PIECE;

    private final OnnxRuntime runtime;
    private final KvCache cache;
    private final Answers answers;
    private final @Nullable StepTensors[] decodeTensors;

    private ForwardPass(OnnxRuntime runtime, KvCache cache, Answers answers, int slots) {
        this.runtime = runtime;
        this.cache = cache;
        this.answers = answers;
        decodeTensors = new StepTensors[slots + 1];
    }

    /**
     * Starts a session of its own.
     *
     * @param weights for the precision of the options
     * @param mostRows most distributions that one call can ask for
     */
    public static ForwardPass open(Gpt2Config config, Weights weights, EngineOptions options, int mostRows) {
        return open(config, weights, options, mostRows, Optional.empty());
    }

    /** A pass that can tell what every node took; see {@link #endProfile}. */
    public static ForwardPass profiled(Gpt2Config config, Weights weights, EngineOptions options, Path profile) {
        return open(config, weights, options, options.slots(), Optional.of(profile));
    }

    private static ForwardPass open(
            Gpt2Config config, Weights weights, EngineOptions options, int mostRows, Optional<Path> profile) {
        byte[] graph = StepGraph.build(config, options.precision(), weights);
        OnnxRuntime runtime = OnnxRuntime.open(graph, weights, options.threads(), options.device(), profile);
        int slots = options.slots();
        try {
            var answers = new Answers(config.vocabularySize(), mostRows);
            return new ForwardPass(runtime, KvCache.allocate(config, runtime, slots), answers, slots);
        } catch (RuntimeException | Error e) {
            runtime.close();
            throw e;
        }
    }

    /** Ends the profile, and tells where ONNX Runtime wrote it. */
    public Path endProfile() throws OrtException {
        return runtime.endProfile();
    }

    public String runtimeVersion() {
        return runtime.version();
    }

    /**
     * Reads {@code count} tokens of one sequence, those before them being in the slot already.
     *
     * @param tokens the whole sequence
     * @param begin first token to read
     * @param rows how many of the last positions read get a distribution: row 0 is that of the earliest
     */
    public void prefill(int slot, int[] tokens, int begin, int count, int rows) throws OrtException {
        read(slot, tokens, begin, count, rows, false);
    }

    /**
     * Reads tokens that {@link #decode} wrote once, those before them being in the slot already, and gives the very numbers that it
     * gave: {@link #WRITTEN_PIECE} of them in one run if there are so many, else one.
     *
     * @param tokens the whole sequence
     * @param begin first token to read
     * @return how many were read; each of them has a distribution, row 0 is that of the earliest
     */
    public int readWritten(int slot, int[] tokens, int begin) throws OrtException {
        boolean isPiece = tokens.length - begin >= WRITTEN_PIECE;
        int count = isPiece ? WRITTEN_PIECE : 1;
        read(slot, tokens, begin, count, count, isPiece);
        return count;
    }

    private void read(int slot, int[] tokens, int begin, int count, int rows, boolean oneByOne) throws OrtException {
        try (var tensors = new StepTensors(runtime, answers, 1, count, rows, oneByOne)) {
            for (int i = 0; i < count; i++) {
                tensors.token(i, tokens[begin + i], begin + i);
            }
            for (int row = 0; row < rows; row++) {
                tensors.ask(row, count - rows + row);
            }
            tensors.length(0, begin + count);
            tensors.longest(begin + count);
            tensors.run(cache.view(slot, 1));
        }
    }

    /**
     * Reads whole sequences beside each other, one a slot from the first slot on. Each of their positions gets a distribution: the
     * rows are those of the first sequence, then those of the second, and so on.
     *
     * @param sequences one of them not empty; the shorter ones are padded
     */
    public void readBeside(List<int[]> sequences) throws OrtException {
        int longest = sequences.stream().mapToInt(tokens -> tokens.length).max().orElseThrow();
        int rows = sequences.stream().mapToInt(tokens -> tokens.length).sum();
        try (var tensors = new StepTensors(runtime, answers, sequences.size(), longest, rows, false)) {
            int row = 0;
            for (int slot = 0; slot < sequences.size(); slot++) {
                int[] tokens = sequences.get(slot);
                for (int i = 0; i < tokens.length; i++) {
                    tensors.token(slot * longest + i, tokens[i], i);
                    tensors.ask(row++, slot * longest + i);
                }
                // An empty one is all padding, of which one token counts.
                tensors.length(slot, Math.max(1, tokens.length));
            }
            tensors.longest(longest);
            tensors.run(cache.view(0, sequences.size()));
        }
    }

    /**
     * Appends one token to each of the first {@code batch} slots. A slot without a sequence has length 0 and takes any token;
     * what it keeps is overwritten when a sequence moves in.
     *
     * @param tokens [batch] the token to append
     * @param lengths [batch] tokens that the slot holds already
     */
    public void decode(int batch, int[] tokens, int[] lengths) throws OrtException {
        StepTensors tensors = decodeTensors(batch);
        int longest = 0;
        for (int i = 0; i < batch; i++) {
            tensors.token(i, tokens[i], lengths[i]);
            tensors.length(i, lengths[i] + 1);
            longest = Math.max(longest, lengths[i] + 1);
        }
        tensors.longest(longest);
        tensors.run(cache.view(0, batch));
    }

    /**
     * Reads the distribution of one row of the last call.
     *
     * @throws ArithmeticException if it holds no numbers
     */
    public void read(int row, Distribution into) {
        answers.read(row, into);
    }

    /** As {@link #read}, for who does not ask for the entropy. */
    public void readWithoutEntropy(int row, Distribution into) {
        answers.readWithoutEntropy(row, into);
    }

    /** Gives slot {@code to} the first {@code length} tokens of slot {@code from}. */
    public void copy(int from, int to, int length) {
        cache.copy(from, to, length);
    }

    /** Bytes that {@link #keep} needs for so many tokens. */
    public int keptBytes(int tokens) {
        return cache.keptBytes(tokens);
    }

    /** Copies what a slot knows of tokens {@code begin} to {@code begin + count}. */
    public void keep(int slot, int begin, int count, ByteBuffer into) {
        cache.keep(slot, begin, count, into);
    }

    /** Gives a slot what {@link #keep} copied from any slot. */
    public void restore(int slot, int begin, int count, ByteBuffer from) {
        cache.restore(slot, begin, count, from);
    }

    @Override
    public void close() {
        for (StepTensors tensors : decodeTensors) {
            if (tensors != null) {
                tensors.close();
            }
        }
        cache.close();
        runtime.close();
    }

    private StepTensors decodeTensors(int batch) throws OrtException {
        StepTensors tensors = decodeTensors[batch];
        if (tensors == null) {
            tensors = new StepTensors(runtime, answers, batch, 1, batch, false);
            for (int i = 0; i < batch; i++) {
                tensors.ask(i, i);
            }
            decodeTensors[batch] = tensors;
        }
        return tensors;
    }
}
