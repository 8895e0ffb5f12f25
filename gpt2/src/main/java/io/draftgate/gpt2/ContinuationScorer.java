package io.draftgate.gpt2;

import ai.onnxruntime.OrtException;
import io.draftgate.gpt2.sampling.Distribution;
import java.util.Arrays;

/**
 * Tells how likely a text is after another one. What a context shares with the one before it is not read again, so that
 * alternatives after one context cost little more than themselves. Thread-safe; one at a time.
 */
public final class ContinuationScorer implements AutoCloseable {
    private final Gpt2Config config;
    private final BytePairEncoding tokenizer;
    private final ForwardPass pass;
    private final Distribution next;
    private int[] read = {};

    private ContinuationScorer(Gpt2 model, ForwardPass pass) {
        config = model.config();
        tokenizer = model.tokenizer();
        this.pass = pass;
        next = new Distribution(config.vocabularySize());
    }

    /**
     * Starts a session of its own on the model.
     *
     * @param threads of one forward pass
     */
    public static ContinuationScorer open(Gpt2 model, int threads, Precision precision) {
        var options = new EngineOptions(1, threads, precision);
        return new ContinuationScorer(model, ForwardPass.open(model, options, ForwardPass.PREFILL_CHUNK));
    }

    /**
     * How likely a text is.
     *
     * @param logProbability of all its tokens together, natural logarithm
     * @param tokens their number
     * @param isLikeliest whether each of them is the model's first choice
     */
    public record Score(double logProbability, int tokens, boolean isLikeliest) {}

    /**
     * Scores {@code continuation} after {@code context}, each encoded by itself, after a leading {@code <|endoftext|>}. Of what is
     * longer than the model's context the front is dropped.
     *
     * @throws IllegalArgumentException if the continuation alone fills the model's context
     */
    public synchronized Score score(String context, String continuation) {
        int[] before = tokenizer.encode(context);
        int[] after = tokenizer.encode(continuation);
        int[] sequence = new int[1 + before.length + after.length];
        sequence[0] = tokenizer.endOfText();
        System.arraycopy(before, 0, sequence, 1, before.length);
        System.arraycopy(after, 0, sequence, 1 + before.length, after.length);
        if (after.length >= config.contextLength()) {
            throw new IllegalArgumentException(
                    "a continuation of " + after.length + " tokens, expected fewer than " + config.contextLength());
        }
        // The last token is predicted and never read.
        int excess = Math.max(0, sequence.length - 1 - config.contextLength());
        try {
            return score(Arrays.copyOfRange(sequence, excess, sequence.length), after.length);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot read the text: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void close() {
        pass.close();
    }

    private Score score(int[] sequence, int asked) throws OrtException {
        int[] toRead = Arrays.copyOf(sequence, sequence.length - 1);
        int firstAsked = toRead.length - asked;
        int begin = Math.min(shared(toRead), firstAsked);
        double logProbability = 0;
        boolean isLikeliest = true;
        read = new int[0];
        for (int at = begin; at < toRead.length; at += ForwardPass.PREFILL_CHUNK) {
            int count = Math.min(ForwardPass.PREFILL_CHUNK, toRead.length - at);
            int rows = Math.min(count, at + count - firstAsked);
            pass.prefill(0, toRead, at, count, Math.max(1, rows));
            for (int row = 0; row < rows; row++) {
                pass.read(row, next);
                int id = sequence[at + count - rows + row + 1];
                logProbability += next.logProbability(id);
                isLikeliest &= next.likeliest() == id;
            }
        }
        read = toRead;
        return new Score(logProbability, asked, isLikeliest);
    }

    private int shared(int[] tokens) {
        int mismatch = Arrays.mismatch(read, tokens);
        return mismatch < 0 ? tokens.length : mismatch;
    }
}
