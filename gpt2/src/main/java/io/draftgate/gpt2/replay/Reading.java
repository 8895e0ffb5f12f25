package io.draftgate.gpt2.replay;

import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.scoring.SequenceReader;
import java.util.List;

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

    /** Tells the listener of each what the model expects where it was written. */
    void read(SequenceReader reader, List<SequenceReader.Written> sequences) {
        switch (this) {
            case WHOLE ->
                sequences.forEach(sequence -> reader.read(sequence.tokens(), sequence.first(), sequence.listener()));
            case STEPWISE -> reader.readStepwise(sequences);
        }
    }
}
