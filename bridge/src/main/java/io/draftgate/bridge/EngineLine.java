package io.draftgate.bridge;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.BooleanSupplier;

/**
 * Works of all tasks that stand before the engine, in order. One that must run alone waits until the engine is idle and holds up
 * those behind it, so that its turn comes; while it runs, nobody goes in. Nearly always empty. Belongs to the {@link
 * Dispatcher}'s lock.
 */
final class EngineLine {
    private final Queue<Place> places = new ArrayDeque<>();
    private boolean isTakenAlone;

    /** A work and who asked for it. */
    record Place(TaskLease lease, Work work) {}

    void add(TaskLease lease, Work work) {
        places.add(new Place(lease, work));
    }

    void remove(WorkId id) {
        places.removeIf(place -> place.work().id().equals(id));
    }

    /** One place a task: none can fill the line with works that must run alone before another's. */
    boolean holdsOneOf(TaskLease lease) {
        return places.stream().anyMatch(place -> place.lease() == lease);
    }

    int size() {
        return places.size();
    }

    /**
     * Takes the first if it may go in.
     *
     * @param isIdle whether nothing of what went in is left, nor anything to be told of it
     */
    Optional<Place> next(BooleanSupplier isIdle) {
        Place first = places.peek();
        if (first == null || ((isTakenAlone || first.work().alone()) && !isIdle.getAsBoolean())) {
            return Optional.empty();
        }
        isTakenAlone = first.work().alone();
        return Optional.of(places.remove());
    }
}
