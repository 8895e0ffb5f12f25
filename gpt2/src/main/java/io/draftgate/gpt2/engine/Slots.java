package io.draftgate.gpt2.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which sequence lives in which slot of the KV-cache. Confined to the scheduler thread. */
final class Slots {
    private final @Nullable Sequence[] sequences;
    private int active;

    Slots(int count) {
        sequences = new Sequence[count];
    }

    int count() {
        return sequences.length;
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

    /** Whether a request may share the batch with those that are in it: one that asked to be alone does not. */
    boolean mayJoin(Job job) {
        return sequences().stream()
                .map(Sequence::job)
                .allMatch(other -> other == job
                        || (!other.request().alone() && !job.request().alone()));
    }

    void free(Sequence sequence) {
        sequences[sequence.slot()] = null;
        active--;
    }

    void removeIf(Predicate<Sequence> leaves) {
        sequences().stream().filter(leaves).forEach(this::free);
    }

    /** Gives slot {@code to} the first {@code length} tokens of slot {@code from}. */
    @FunctionalInterface
    interface Copy {
        void copy(int from, int to, int length);
    }

    /**
     * Moves sequences down into free slots, so that those in use are the first: a run reaches to the highest.
     *
     * @param cache takes along what a sequence knows
     */
    void closeGaps(Copy cache) {
        for (int free = lowestFree(); free < batch(); free = lowestFree()) {
            Sequence last = last();
            cache.copy(last.slot(), free, last.cachedTokens());
            free(last);
            admit(last);
        }
    }

    private Sequence last() {
        Sequence last = sequences[batch() - 1];
        if (last == null) {
            throw new IllegalStateException("the highest slot in use is free");
        }
        return last;
    }
}
