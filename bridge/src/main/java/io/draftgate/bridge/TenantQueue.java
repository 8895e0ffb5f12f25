package io.draftgate.bridge;

import io.draftgate.bridge.FairShares.Share;
import io.draftgate.schemas.event.InFlightWork;
import io.draftgate.schemas.event.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.LongPredicate;

/**
 * The works of one tenant that wait in one task, by lane and age, and the tenant's place in the order of tenants. A lane is the
 * tenant's own: its high works do not push others' aside. Confined to the stream thread.
 */
final class TenantQueue {
    private record Entry(long offset, Instant requestedAt, long cost) {}

    private final Share share;
    private final Duration aging;
    private final TokenQuota quota;
    private final Map<Priority, Queue<Entry>> lanes = new EnumMap<>(Priority.class);
    private double finishTag;
    private int size;

    TenantQueue(Share share, Duration aging, Instant now) {
        this.share = share;
        this.aging = aging;
        this.quota = new TokenQuota(share.tokensPerMinute(), now);
    }

    void add(long offset, InFlightWork work) {
        lanes.computeIfAbsent(work.getPriority(), lane -> new ArrayDeque<>())
                .add(new Entry(offset, work.getRequestedAt(), work.getCost()));
        size++;
    }

    /** A work no longer waits; its entry is passed over when its turn comes. */
    void forget() {
        size--;
    }

    int size() {
        return size;
    }

    boolean mayStart(Instant now) {
        return size > 0 && quota.allows(now);
    }

    /** Whether nothing would be lost if it were made anew. */
    boolean isIdle(double virtualTime, Instant now) {
        return size == 0 && finishTag <= virtualTime && quota.isFull(now);
    }

    /** The virtual time at which its next work starts. */
    double startTag(double virtualTime) {
        return Math.max(virtualTime, finishTag);
    }

    /**
     * Takes the work that is served next and charges the tenant for it.
     *
     * @param isWaiting by offset; at least one entry is
     */
    long take(double virtualTime, Instant now, LongPredicate isWaiting) {
        Queue<Entry> best = null;
        double bestRank = Double.POSITIVE_INFINITY;
        for (Map.Entry<Priority, Queue<Entry>> lane : lanes.entrySet()) {
            Queue<Entry> entries = lane.getValue();
            while (!entries.isEmpty() && !isWaiting.test(entries.element().offset())) {
                entries.remove();
            }
            if (!entries.isEmpty()) {
                double rank = place(lane.getKey()) - lanesGained(entries.element(), now);
                if (rank < bestRank) {
                    best = entries;
                    bestRank = rank;
                }
            }
        }
        if (best == null) {
            throw new IllegalStateException("no work waits");
        }
        Entry next = best.remove();
        finishTag = startTag(virtualTime) + next.cost() / share.weight();
        quota.take(next.cost());
        size--;
        return next.offset();
    }

    /** Charges for what a work really took, in place of what it might have taken. */
    void settle(long charged, long spent) {
        finishTag += (spent - charged) / share.weight();
        quota.take(spent - charged);
    }

    private static int place(Priority lane) {
        return switch (lane) {
            case HIGH -> 0;
            case NORMAL -> 1;
            case LOW -> 2;
        };
    }

    private double lanesGained(Entry entry, Instant now) {
        return (double) Duration.between(entry.requestedAt(), now).toMillis() / aging.toMillis();
    }
}
