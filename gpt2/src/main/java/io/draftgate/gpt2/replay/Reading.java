package io.draftgate.gpt2.replay;

import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.SequenceReader;

/** How a draft is fed through the model. */
public enum Reading {
    /** In as few runs as possible. In F32 every number is the engine's but for the order of sums. */
    WHOLE,
    /** So that every number is the engine's to the last bit, if it wrote on a CPU: slower, as each token attends by itself. */
    STEPWISE;

    /** The quickest that decides: where products are rounded to 8 bits or less, a last bit that differs tips others. */
    public static Reading of(Precision precision) {
        return precision == Precision.F32 ? WHOLE : STEPWISE;
    }

    /** Tells what the model expects from {@code first} on. */
    void read(SequenceReader reader, int[] sequence, int first, SequenceReader.Listener listener) {
        switch (this) {
            case WHOLE -> reader.read(sequence, first, listener);
            case STEPWISE -> reader.readStepwise(sequence, first, listener);
        }
    }
}
