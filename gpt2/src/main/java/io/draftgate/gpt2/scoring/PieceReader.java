package io.draftgate.gpt2.scoring;

import ai.onnxruntime.OrtException;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.forward.ForwardPass;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.sampling.Distribution;

/**
 * Reads tokens that are known into a slot, in the pieces in which the engine reads prompts, and shows what the model expects
 * after each that is asked about. Confined to one thread.
 *
 * @param pass belongs to this reader
 * @param next shown to listeners; another place's after each call
 * @param hasEntropy whether listeners ask for the entropy, which takes longer to add up than all else here
 */
record PieceReader(ForwardPass pass, Distribution next, boolean hasEntropy) implements AutoCloseable {

    /**
     * Starts a session of its own on the model.
     *
     * @param threads of one forward pass
     */
    static PieceReader open(Gpt2 model, int threads, Precision precision) {
        return open(model, threads, precision, 1, true);
    }

    /** As {@link #open(Gpt2, int, Precision)}, with so many slots, for listeners that do not ask for the entropy. */
    static PieceReader openWithoutEntropy(Gpt2 model, int threads, Precision precision, int slots) {
        return open(model, threads, precision, slots, false);
    }

    private static PieceReader open(Gpt2 model, int threads, Precision precision, int slots, boolean hasEntropy) {
        var options = new EngineOptions(slots, threads, precision);
        return new PieceReader(
                ForwardPass.open(
                        model.config(),
                        model.weights(options.precision()),
                        options,
                        Math.max(slots, ForwardPass.PREFILL_CHUNK)),
                new Distribution(model.config().vocabularySize()),
                hasEntropy);
    }

    /**
     * Reads tokens, those before {@code begin} being in the slot already.
     *
     * @param tokens the whole sequence, at most the model's context
     * @param begin first token to read
     * @param first position of the first token that is asked about, after {@code begin}; what follows the last token is told too
     */
    void read(int slot, int[] tokens, int begin, int first, SequenceReader.Listener listener) throws OrtException {
        for (int at = begin; at < tokens.length; at += ForwardPass.PREFILL_CHUNK) {
            int count = Math.min(ForwardPass.PREFILL_CHUNK, tokens.length - at);
            int rows = Math.min(count, at + count + 1 - first);
            pass.prefill(slot, tokens, at, count, Math.max(1, rows));
            for (int row = 0; row < rows; row++) {
                show(row);
                listener.expects(at + count - rows + row + 1, next);
            }
        }
    }

    /** Makes {@link #next} a row of the last pass. */
    void show(int row) {
        if (hasEntropy) {
            pass.read(row, next);
        } else {
            pass.readWithoutEntropy(row, next);
        }
    }

    @Override
    public void close() {
        pass.close();
    }
}
