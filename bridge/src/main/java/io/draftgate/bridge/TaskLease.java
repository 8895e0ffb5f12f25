package io.draftgate.bridge;

import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * One ownership of one task, from {@code init()} to {@code close()}; a processor object may see several. What still arrives for
 * a lease that has ended is ignored. {@link #id}, {@link #partition} and {@link #returned} may be used from any thread, the rest
 * belongs to the {@link Dispatcher}'s lock.
 */
final class TaskLease {
    private final String id = UUID.randomUUID().toString();
    private final int partition;
    private final Queue<Long> returned = new ConcurrentLinkedQueue<>();
    private final Set<WorkId> outstanding = new HashSet<>();
    private int pending;
    private int ready;

    TaskLease(int partition) {
        this.partition = partition;
    }

    String id() {
        return id;
    }

    int partition() {
        return partition;
    }

    /** Offsets of works whose report could not be written: they have to be submitted again. */
    Queue<Long> returned() {
        return returned;
    }

    Set<WorkId> outstanding() {
        return outstanding;
    }

    int pending() {
        return pending;
    }

    /** How many of its works could be handed over now. */
    int ready() {
        return ready;
    }

    void pending(int works, int readyOnes) {
        pending = works;
        ready = readyOnes;
    }
}
