package io.draftgate.gpt2.scoring;

import ai.onnxruntime.OrtException;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.sampling.Distribution;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

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

    /** With fewer beside each other a step takes as long as reading the tokens of one in pieces. */
    private static final int FEWEST_BESIDE = 8;

    private final PieceReader pieces;
    private final int contextLength;
    private final int most;

    private SequenceReader(Gpt2 model, PieceReader pieces, int most) {
        this.pieces = pieces;
        this.most = most;
        contextLength = model.config().contextLength();
    }

    /**
     * A sequence of which a part was written token by token.
     *
     * @param tokens [sequence] ids of the vocabulary, at most the model's context
     * @param first position of the first token that was written, at least 1
     * @param listener hears what the model expects there and at each place after it
     */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    public record Written(int[] tokens, int first, Listener listener) {}

    /**
     * Starts a session of its own on the model.
     *
     * @param threads of one forward pass
     */
    public static SequenceReader open(Gpt2 model, int threads, Precision precision) {
        return open(model, threads, precision, 1);
    }

    /**
     * As {@link #open(Gpt2, int, Precision)}, with room for several sequences.
     *
     * @param most sequences that {@link #readStepwise} takes at once, at least 1
     */
    public static SequenceReader open(Gpt2 model, int threads, Precision precision, int most) {
        return new SequenceReader(model, PieceReader.openWithoutEntropy(model, threads, precision, most), most);
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
            pieces.read(0, tokens, 0, first, listener);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot read the sequence: " + e.getMessage(), e);
        }
    }

    /**
     * As {@link #read}, but what stands from {@link Written#first} on gets the very numbers of an engine that wrote it step by step,
     * to the last bit. Slower, because those tokens attend one by one. Where numbers are rounded to 8 bits it matters: a last bit
     * that differs can tip a rounding, and that others. Many sequences are stepped through side by side, as an engine writes them.
     *
     * @param sequences at least 1, and no more than this reader was opened for
     */
    public void readStepwise(List<Written> sequences) {
        sequences.forEach(sequence -> requireRoom(sequence.tokens()));
        if (sequences.size() > most) {
            throw new IllegalArgumentException(sequences.size() + " sequences at once, expected at most " + most);
        }
        try {
            if (sequences.size() < FEWEST_BESIDE) {
                for (Written sequence : sequences) {
                    readPrompt(0, sequence);
                    readInPieces(sequence);
                }
            } else {
                readBeside(sequences);
            }
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot read the sequence: " + e.getMessage(), e);
        }
    }

    private void readPrompt(int slot, Written sequence) throws OrtException {
        int[] prompt = Arrays.copyOf(sequence.tokens(), sequence.first());
        pieces.read(slot, prompt, 0, sequence.first(), sequence.listener());
    }

    private void readInPieces(Written sequence) throws OrtException {
        int[] tokens = sequence.tokens();
        for (int at = sequence.first(); at < tokens.length; ) {
            int begin = at;
            at += pieces.pass().readWritten(0, tokens, begin);
            for (int row = 0; row < at - begin; row++) {
                pieces.show(row);
                sequence.listener().expects(begin + row + 1, pieces.next());
            }
        }
    }

    /** The longest come first, so that those that are left lie in neighbouring slots. */
    private void readBeside(List<Written> sequences) throws OrtException {
        List<Written> longestFirst = sequences.stream()
                .sorted(Comparator.comparingInt((Written sequence) -> sequence.tokens().length - sequence.first())
                        .reversed())
                .toList();
        for (int slot = 0; slot < longestFirst.size(); slot++) {
            readPrompt(slot, longestFirst.get(slot));
        }
        int left = longestFirst.size();
        for (int step = 0; left > 0; step++) {
            while (left > 0 && isRead(longestFirst.get(left - 1), step)) {
                left--;
            }
            if (left > 0) {
                step(longestFirst.subList(0, left), step);
            }
        }
    }

    private static boolean isRead(Written sequence, int step) {
        return sequence.first() + step == sequence.tokens().length;
    }

    private void step(List<Written> sequences, int step) throws OrtException {
        int count = sequences.size();
        int[] lengths =
                sequences.stream().mapToInt(sequence -> sequence.first() + step).toArray();
        int[] tokens = IntStream.range(0, count)
                .map(slot -> sequences.get(slot).tokens()[lengths[slot]])
                .toArray();
        pieces.pass().decode(count, tokens, lengths);
        for (int slot = 0; slot < count; slot++) {
            pieces.show(slot);
            sequences.get(slot).listener().expects(lengths[slot] + 1, pieces.next());
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
