package io.draftgate.gpt2.scoring;

import ai.onnxruntime.OrtException;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.TokenTrace;
import io.draftgate.gpt2.forward.ForwardPass;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.sampling.Distribution;
import io.draftgate.gpt2.sampling.TraceRecorder;
import io.draftgate.gpt2.tokenizer.BytePairEncoding;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads short texts beside each other, which keeps a device busy that one text would not. Each is read after a leading {@code
 * <|endoftext|>}, as by {@link TokenScorer}; their figures agree to a millionth in 32 bits. Thread-safe, one batch at a time.
 */
public final class BatchScorer implements AutoCloseable {
    private final BytePairEncoding tokenizer;
    private final int longestText;
    private final int mostTexts;
    private final ForwardPass pass;
    private final Distribution next;

    private BatchScorer(Gpt2 model, ForwardPass pass, int mostTexts, int longestText) {
        tokenizer = model.tokenizer();
        this.longestText = longestText;
        this.mostTexts = mostTexts;
        this.pass = pass;
        next = new Distribution(model.config().vocabularySize());
    }

    /** A scorer on all processors, in 32 bits; else as {@link #open(Gpt2, int, Precision, int, int)}. */
    public static BatchScorer open(Gpt2 model, int texts, int longestText) {
        return open(model, EngineOptions.defaultThreads(), Precision.F32, texts, longestText);
    }

    /**
     * Starts a session of its own on the model. Takes 8 bytes for each text, token and entry of the vocabulary, and a KV-cache for
     * each text.
     *
     * @param threads of one forward pass
     * @param texts read beside each other at most, 1 or more
     * @param longestText in tokens; the model's context bounds it, too
     */
    public static BatchScorer open(Gpt2 model, int threads, Precision precision, int texts, int longestText) {
        int longest = Math.min(longestText, model.config().contextLength());
        ForwardPass pass = ForwardPass.open(
                model.config(),
                model.weights(precision),
                new EngineOptions(texts, threads, precision),
                texts * longest);
        return new BatchScorer(model, pass, texts, longest);
    }

    /** How many tokens a text may have. */
    public int longestText() {
        return longestText;
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
            for (int done = 0; done < texts.size(); done += mostTexts) {
                readBatch(texts.subList(done, Math.min(done + mostTexts, texts.size())), traces);
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
        if (text.length > longestText) {
            throw new IllegalArgumentException("a text of " + text.length + " tokens, expected at most " + longestText);
        }
        int[] sequence = new int[text.length];
        for (int i = 0; i < text.length; i++) {
            tokenizer.bytes(text[i]);
            sequence[i] = i == 0 ? tokenizer.endOfText() : text[i - 1];
        }
        return sequence;
    }
}
