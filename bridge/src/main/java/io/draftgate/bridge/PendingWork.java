package io.draftgate.bridge;

import io.draftgate.schemas.EventKey;
import io.draftgate.schemas.event.InFlightWork;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Which works of a task wait for an engine; offsets only, the works themselves stay in the store. Tenants take turns by
 * start-time fair queueing over the tokens that their works may take: a tenant that floods the queue waits behind its own works,
 * not others behind it. Confined to the stream thread.
 *
 * @see <a href="https://doi.org/10.1145/248157.248171">Goyal, Vin and Cheng 1996, Start-time fair queuing</a>
 */
final class PendingWork {
    private record Deadline(Instant at, long offset) {}

    private final FairShares shares;
    private final Map<String, TenantQueue> tenants = new LinkedHashMap<>();
    private final Map<Long, TenantQueue> waiting = new HashMap<>();
    private final Queue<Deadline> deadlines = new PriorityQueue<>(Comparator.comparing(Deadline::at));
    private double virtualTime;

    PendingWork(FairShares shares) {
        this.shares = shares;
    }

    void add(long offset, InFlightWork work, Instant now) {
        if (waiting.containsKey(offset)) {
            return;
        }
        TenantQueue queue = queue(tenant(work), now);
        queue.add(offset, work);
        waiting.put(offset, queue);
        if (work.getDeadlineAt() != null) {
            deadlines.add(new Deadline(work.getDeadlineAt(), offset));
        }
    }

    void remove(long offset) {
        TenantQueue queue = waiting.remove(offset);
        if (queue != null) {
            queue.forget();
        }
    }

    int size() {
        return waiting.size();
    }

    /** How many of them may start now: works of a tenant that has spent its quota wait on. */
    int ready(Instant now) {
        return tenants.values().stream()
                .filter(queue -> queue.mayStart(now))
                .mapToInt(TenantQueue::size)
                .sum();
    }

    /** Takes the work that is served next. */
    OptionalLong next(Instant now) {
        TenantQueue best = null;
        for (TenantQueue queue : tenants.values()) {
            boolean earlier = best == null || queue.startTag(virtualTime) < best.startTag(virtualTime);
            if (earlier && queue.mayStart(now)) {
                best = queue;
            }
        }
        if (best == null) {
            return OptionalLong.empty();
        }
        virtualTime = best.startTag(virtualTime);
        long offset = best.take(virtualTime, now, waiting::containsKey);
        waiting.remove(offset);
        return OptionalLong.of(offset);
    }

    /** A work has ended that had been taken from here: its tenant is charged for what it took. */
    void settle(InFlightWork work, long spent) {
        TenantQueue queue = tenants.get(tenant(work));
        if (queue != null) {
            queue.settle(work.getCost(), spent);
        }
    }

    /** Takes a work whose deadline has passed, whether it waits or has been taken before. */
    OptionalLong nextExpired(Instant now) {
        Deadline first = deadlines.peek();
        if (first == null || first.at().isAfter(now)) {
            return OptionalLong.empty();
        }
        deadlines.remove();
        remove(first.offset());
        return OptionalLong.of(first.offset());
    }

    private TenantQueue queue(String tenant, Instant now) {
        TenantQueue queue = tenants.get(tenant);
        if (queue == null) {
            tenants.values().removeIf(other -> other.isIdle(virtualTime, now));
            queue = new TenantQueue(shares.of(tenant), shares.aging(), now);
            tenants.put(tenant, queue);
        }
        return queue;
    }

    private static String tenant(InFlightWork work) {
        return EventKey.parse(work.getKey()).tenant();
    }
}
