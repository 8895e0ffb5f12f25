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
         * @param next valid until this call returns
         */
        void expects(int position, Distribution next);
    }

    private final ForwardPass pass;
    private final Distribution next;
    private final int contextLength;

    private SequenceReader(Gpt2 model, ForwardPass pass) {
        this.pass = pass;
        next = new Distribution(model.config().vocabularySize());
        contextLength = model.config().contextLength();
    }

    /**
     * Starts a session of its own on the model.
     *
     * @param threads of one forward pass
     */
    public static SequenceReader open(Gpt2 model, int threads, Precision precision) {
        var options = new EngineOptions(1, threads, precision);
        return new SequenceReader(model, ForwardPass.open(model, options, ForwardPass.PREFILL_CHUNK));
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
            for (int begin = 0; begin < tokens.length; begin += ForwardPass.PREFILL_CHUNK) {
                readPiece(tokens, begin, Math.min(ForwardPass.PREFILL_CHUNK, tokens.length - begin), first, listener);
            }
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot read the sequence: " + e.getMessage(), e);
        }
    }

    /**
     * As {@link #read}, but token by token from {@code first} on, as the engine writes. Slower by far; where numbers are rounded to
     * 8 bits the only way to the very numbers of the engine, because a last bit that differs can tip a rounding, and that others.
     */
    public void readStepwise(int[] tokens, int first, Listener listener) {
        requireRoom(tokens);
        read(Arrays.copyOf(tokens, first), first, listener);
        try {
            for (int at = first; at < tokens.length; at++) {
                pass.decode(1, new int[] {tokens[at]}, new int[] {at});
                pass.read(0, next);
                listener.expects(at + 1, next);
            }
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot read the sequence: " + e.getMessage(), e);
        }
    }

    private void readPiece(int[] tokens, int begin, int count, int first, Listener listener) throws OrtException {
        int rows = Math.min(count, begin + count + 1 - first);
        pass.prefill(0, tokens, begin, count, Math.max(1, rows));
        for (int row = 0; row < rows; row++) {
            pass.read(row, next);
            listener.expects(begin + count - rows + row + 1, next);
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
        pass.close();
    }
}
