package io.draftgate.gpt2;

import ai.onnxruntime.OrtException;
import io.draftgate.gpt2.sampling.Distribution;
import java.util.Arrays;

/**
 * Reads sequences that are known (teacher forcing): one pass gives the model's distribution at every place, where writing needs
 * a pass a token. Reads in the pieces in which the engine reads prompts. Confined to one thread.
 */
public final class SequenceReader implements AutoCloseable {
    /** Sees one distribution after the other. */
    @FunctionalInterface
    public interface Listener {
        /**
         * What the model expects at a place.
         *
         * @param position of the token that it predicts: those before it were read
         * @param next valid until this call returns; its entropy is not known
         */
        void expects(int position, Distribution next);
    }

    private final PieceReader pieces;
    private final int contextLength;

    private SequenceReader(Gpt2 model, PieceReader pieces) {
        this.pieces = pieces;
        contextLength = model.config().contextLength();
    }

    /**
     * Starts a session of its own on the model.
     *
     * @param threads of one forward pass
     */
    public static SequenceReader open(Gpt2 model, int threads, Precision precision) {
        return new SequenceReader(model, PieceReader.openWithoutEntropy(model, threads, precision));
    }

    /**
     * Reads a sequence and tells what the model expects after each of its tokens from a place on.
     *
     * @param tokens [sequence] ids of the vocabulary, at most the model's context
     * @param first position of the first token that is asked about, at least 1; what follows the last token is told too, unless
     *     the context ends there
     * @throws IllegalArgumentException if the sequence is longer than the context
     */
    public void read(int[] tokens, int first, Listener listener) {
        requireRoom(tokens);
        try {
            pieces.read(tokens, 0, first, listener);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot read the sequence: " + e.getMessage(), e);
        }
    }

    /**
     * As {@link #read}, but what stands from {@code first} on gets the very numbers of an engine that wrote it step by step, to the
     * last bit. Slower, because those tokens attend one by one. Where numbers are rounded to 8 bits it matters: a last bit that
     * differs can tip a rounding, and that others.
     */
    public void readStepwise(int[] tokens, int first, Listener listener) {
        requireRoom(tokens);
        read(Arrays.copyOf(tokens, first), first, listener);
        try {
            for (int at = first; at < tokens.length; ) {
                int begin = at;
                at += pieces.pass().readWritten(0, tokens, begin);
                for (int row = 0; row < at - begin; row++) {
                    pieces.show(row);
                    listener.expects(begin + row + 1, pieces.next());
                }
            }
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot read the sequence: " + e.getMessage(), e);
        }
    }

    private void requireRoom(int[] tokens) {
        if (tokens.length > contextLength) {
            throw new IllegalArgumentException(
                    "a sequence of " + tokens.length + " tokens, expected at most " + contextLength);
        }
    }

    @Override
    public void close() {
        pieces.close();
    }
}
