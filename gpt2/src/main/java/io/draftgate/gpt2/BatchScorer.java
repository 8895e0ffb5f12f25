package io.draftgate.gpt2;

import ai.onnxruntime.OrtException;
import io.draftgate.gpt2.sampling.Distribution;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads short texts beside each other, which keeps a device busy that one text would not. Each is read after a leading {@code
 * <|endoftext|>}, as by {@link TokenScorer}; their figures agree to a millionth in 32 bits. Thread-safe, one batch at a time.
 */
public final class BatchScorer implements AutoCloseable {
    /** Answers are as wide as the vocabulary: this much memory for those of one batch. */
    private static final long ANSWER_BYTES = 256L << 20;

    private final BytePairEncoding tokenizer;
    private final int contextLength;
    private final int mostTexts;
    private final int mostTokens;
    private final ForwardPass pass;
    private final Distribution next;

    private BatchScorer(Gpt2 model, ForwardPass pass, int mostTexts, int mostTokens) {
        tokenizer = model.tokenizer();
        contextLength = model.config().contextLength();
        this.mostTexts = mostTexts;
        this.mostTokens = mostTokens;
        this.pass = pass;
        next = new Distribution(model.config().vocabularySize());
    }

    /** A scorer of so many texts at a time, on all processors, in 32 bits. */
    public static BatchScorer open(Gpt2 model, int texts) {
        return open(model, EngineOptions.defaultThreads(), Precision.F32, texts);
    }

    /**
     * Starts a session of its own on the model.
     *
     * @param threads of one forward pass
     * @param texts read beside each other at most, 1 or more; fewer where their answers would take more than 256 MiB
     */
    public static BatchScorer open(Gpt2 model, int threads, Precision precision, int texts) {
        Gpt2Config config = model.config();
        long rows = ANSWER_BYTES / (2L * Float.BYTES * config.vocabularySize());
        int tokens = (int) Math.max(config.contextLength(), Math.min(rows, (long) texts * config.contextLength()));
        ForwardPass pass = ForwardPass.open(model, new EngineOptions(texts, threads, precision), tokens);
        return new BatchScorer(model, pass, texts, tokens);
    }

    /** How many tokens a text may have: the model's context. */
    public int longestText() {
        return contextLength;
    }

    /**
     * Reads texts, however many.
     *
     * @param texts of at most {@link #longestText} ids each
     * @return of each, how likely its tokens were
     * @throws IllegalArgumentException if a text is longer, or an id lies outside the vocabulary
     */
    public synchronized List<TokenTrace> read(List<int[]> texts) {
        List<TokenTrace> traces = new ArrayList<>();
        try {
            for (int done = traces.size(); done < texts.size(); done = traces.size()) {
                readBatch(texts.subList(done, done + fitting(texts, done)), traces);
            }
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot read the texts: " + e.getMessage(), e);
        }
        return traces;
    }

    @Override
    public synchronized void close() {
        pass.close();
    }

    /** How many texts from here on make a batch, at least one. */
    private int fitting(List<int[]> texts, int from) {
        int count = 0;
        int longest = 0;
        while (count < mostTexts && from + count < texts.size()) {
            longest = Math.max(longest, texts.get(from + count).length);
            if (count > 0 && (count + 1) * longest > mostTokens) {
                break;
            }
            count++;
        }
        return count;
    }

    private void readBatch(List<int[]> texts, List<TokenTrace> traces) throws OrtException {
        List<int[]> sequences = texts.stream().map(this::sequence).toList();
        if (sequences.stream().anyMatch(sequence -> sequence.length > 0)) {
            pass.readBeside(sequences);
        }
        int row = 0;
        for (int[] text : texts) {
            var trace = new TraceRecorder(0);
            for (int id : text) {
                pass.read(row, next);
                trace.record(next.logProbability(id), next.rank(id), next.entropy());
                row++;
            }
            traces.add(trace.trace());
        }
    }

    /** What the model reads: the last token is predicted, and never read. */
    private int[] sequence(int[] text) {
        if (text.length > contextLength) {
            throw new IllegalArgumentException(
                    "a text of " + text.length + " tokens, expected at most " + contextLength);
        }
        int[] sequence = new int[text.length];
        for (int i = 0; i < text.length; i++) {
            tokenizer.bytes(text[i]);
            sequence[i] = i == 0 ? tokenizer.endOfText() : text[i - 1];
        }
        return sequence;
    }
}
