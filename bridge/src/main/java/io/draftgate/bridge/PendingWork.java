package io.draftgate.bridge;

import io.draftgate.schemas.event.InFlightWork;
import io.draftgate.schemas.event.Priority;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;

/**
 * Which works of a task wait for an engine, by lane and age; offsets only, the works themselves stay in the store. Confined to
 * the stream thread.
 */
final class PendingWork {
    private record Deadline(Instant at, long offset) {}

    private final Map<Priority, Queue<Long>> lanes = new EnumMap<>(Priority.class);
    private final Queue<Deadline> deadlines = new PriorityQueue<>(Comparator.comparing(Deadline::at));
    private final Set<Long> waiting = new HashSet<>();

    void add(long offset, InFlightWork work) {
        if (!waiting.add(offset)) {
            return;
        }
        lanes.computeIfAbsent(work.getPriority(), lane -> new ArrayDeque<>()).add(offset);
        if (work.getDeadlineAt() != null) {
            deadlines.add(new Deadline(work.getDeadlineAt(), offset));
        }
    }

    void remove(long offset) {
        waiting.remove(offset);
    }

    int size() {
        return waiting.size();
    }

    /** Takes the work that is served next. */
    OptionalLong next() {
        for (Queue<Long> lane : lanes.values()) {
            for (Long offset = lane.poll(); offset != null; offset = lane.poll()) {
                if (waiting.remove(offset)) {
                    return OptionalLong.of(offset);
                }
            }
        }
        return OptionalLong.empty();
    }

    /** Takes a work whose deadline has passed. */
    OptionalLong nextExpired(Instant now) {
        for (Deadline first = deadlines.peek(); first != null && !first.at().isAfter(now); first = deadlines.peek()) {
            deadlines.remove();
            if (waiting.remove(first.offset())) {
                return OptionalLong.of(first.offset());
            }
        }
        return OptionalLong.empty();
    }
}
