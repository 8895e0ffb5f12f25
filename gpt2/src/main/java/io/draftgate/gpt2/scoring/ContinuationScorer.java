package io.draftgate.gpt2.scoring;

import ai.onnxruntime.OrtException;
import io.draftgate.gpt2.Gpt2Config;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.sampling.Distribution;
import io.draftgate.gpt2.tokenizer.BytePairEncoding;
import java.util.Arrays;

/**
 * Tells how likely a text is after another one. What a context shares with the one before it is not read again, so that
 * alternatives after one context cost little more than themselves. Thread-safe; one at a time.
 */
public final class ContinuationScorer implements AutoCloseable {
    private final Gpt2Config config;
    private final BytePairEncoding tokenizer;
    private final PieceReader pieces;
    private int[] read = {};

    private ContinuationScorer(Gpt2 model, PieceReader pieces) {
        config = model.config();
        tokenizer = model.tokenizer();
        this.pieces = pieces;
    }

    /**
     * Starts a session of its own on the model.
     *
     * @param threads of one forward pass
     */
    public static ContinuationScorer open(Gpt2 model, int threads, Precision precision) {
        return new ContinuationScorer(model, PieceReader.open(model, threads, precision));
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
        pieces.close();
    }

    private Score score(int[] sequence, int asked) throws OrtException {
        int[] toRead = Arrays.copyOf(sequence, sequence.length - 1);
        int firstAsked = toRead.length - asked;
        int begin = Math.min(shared(toRead), firstAsked);
        var sum = new Sum();
        read = new int[0];
        pieces.read(0, toRead, begin, firstAsked + 1, (position, next) -> sum.add(sequence[position], next));
        read = toRead;
        return new Score(sum.logProbability, asked, sum.isLikeliest);
    }

    private static final class Sum {
        private double logProbability;
        private boolean isLikeliest = true;

        void add(int id, Distribution next) {
            logProbability += next.logProbability(id);
            isLikeliest &= next.likeliest() == id;
        }
    }

    private int shared(int[] tokens) {
        int mismatch = Arrays.mismatch(read, tokens);
        return mismatch < 0 ? tokens.length : mismatch;
    }
}
