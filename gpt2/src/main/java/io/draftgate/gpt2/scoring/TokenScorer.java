package io.draftgate.gpt2.scoring;

import ai.onnxruntime.OrtException;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.Gpt2Config;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.sampling.Distribution;
import io.draftgate.gpt2.tokenizer.BytePairEncoding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Reads texts with a model: how likely each token was, given those before it. Thread-safe; texts are read one at a time.
 *
 * <p>A text is read after a leading {@code <|endoftext|>}. One longer than the context is read in windows that move on by half
 * a context, so that every token after the first window is given at least half a context of tokens before it.
 */
public final class TokenScorer implements AutoCloseable {
    private final Gpt2Config config;
    private final BytePairEncoding tokenizer;
    private final PieceReader pieces;

    private TokenScorer(Gpt2 model, PieceReader pieces) {
        config = model.config();
        tokenizer = model.tokenizer();
        this.pieces = pieces;
    }

    /** A scorer on all processors, in 32 bits. */
    public static TokenScorer open(Gpt2 model) {
        return open(model, EngineOptions.defaultThreads(), Precision.F32);
    }

    /**
     * Starts a session of its own on the model.
     *
     * @param threads of one forward pass
     */
    public static TokenScorer open(Gpt2 model, int threads, Precision precision) {
        return new TokenScorer(model, PieceReader.open(model, threads, precision));
    }

    /** Scores a text of any length; an empty one has no tokens and no perplexity. */
    public TextScore score(String text) {
        return score(tokenizer.encode(text));
    }

    /**
     * Scores tokens.
     *
     * @throws IllegalArgumentException if an id lies outside the vocabulary
     */
    public TextScore score(int[] tokenIds) {
        var scores = new ArrayList<TokenScore>(tokenIds.length);
        read(tokenIds, (id, distribution) -> scores.add(score(id, distribution)));
        return new TextScore(scores, perplexity(scores), stride());
    }

    /** Sees a token and the model's distribution at its place, which is another's after the call. */
    @FunctionalInterface
    public interface TokenReader {
        void token(int id, Distribution distribution);
    }

    /**
     * Reads tokens, for figures that {@link #score(int[])} does not give.
     *
     * @param reader called once a token, in order, on this thread
     * @throws IllegalArgumentException if an id lies outside the vocabulary
     */
    public synchronized void read(int[] tokenIds, TokenReader reader) {
        int[] sequence = new int[tokenIds.length + 1];
        sequence[0] = tokenizer.endOfText();
        for (int i = 0; i < tokenIds.length; i++) {
            tokenizer.bytes(tokenIds[i]);
            sequence[i + 1] = tokenIds[i];
        }
        try {
            int done = 0;
            for (int begin = 0; done < tokenIds.length; begin += stride()) {
                done = readWindow(sequence, begin, done, reader);
            }
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot read the text: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void close() {
        pieces.close();
    }

    /** Reads the window that begins at {@code begin}, shows what no earlier window has shown, and says how many that makes. */
    private int readWindow(int[] sequence, int begin, int before, TokenReader reader) throws OrtException {
        int end = begin + Math.min(config.contextLength(), sequence.length - 1 - begin);
        int[] window = Arrays.copyOfRange(sequence, begin, end);
        pieces.read(
                0, window, 0, before + 1 - begin, (position, next) -> reader.token(sequence[begin + position], next));
        return end;
    }

    private TokenScore score(int id, Distribution distribution) {
        return new TokenScore(
                id,
                tokenizer.decode(new int[] {id}),
                distribution.logProbability(id),
                distribution.rank(id),
                distribution.entropy());
    }

    private int stride() {
        return Math.max(1, config.contextLength() / 2);
    }

    private static OptionalDouble perplexity(List<TokenScore> scores) {
        OptionalDouble mean =
                scores.stream().mapToDouble(TokenScore::logProbability).average();
        return mean.isPresent() ? OptionalDouble.of(Math.exp(-mean.getAsDouble())) : OptionalDouble.empty();
    }
}
