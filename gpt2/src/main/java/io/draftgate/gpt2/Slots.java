package io.draftgate.gpt2;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which sequence lives in which slot of the KV-cache. Confined to the scheduler thread. */
final class Slots {
    private final @Nullable Sequence[] sequences;
    private int active;

    Slots(int count) {
        sequences = new Sequence[count];
    }

    int active() {
        return active;
    }

    boolean isFull() {
        return active == sequences.length;
    }

    @Nullable
    Sequence get(int slot) {
        return sequences[slot];
    }

    /** The sequences in slots, in the order of the slots. */
    List<Sequence> sequences() {
        return Arrays.stream(sequences).filter(Objects::nonNull).toList();
    }

    /** One more than the highest slot in use: the batch of a decode step. */
    int batch() {
        int batch = sequences.length;
        while (batch > 0 && sequences[batch - 1] == null) {
            batch--;
        }
        return batch;
    }

    /** The lowest slot without a sequence; the number of slots if there is none. */
    int lowestFree() {
        int slot = 0;
        while (slot < sequences.length && sequences[slot] != null) {
            slot++;
        }
        return slot;
    }

    /** Gives a sequence the lowest free slot. */
    void admit(Sequence sequence) {
        int slot = lowestFree();
        sequences[slot] = sequence;
        sequence.slot(slot);
        active++;
    }

    void free(Sequence sequence) {
        sequences[sequence.slot()] = null;
        active--;
    }
}
