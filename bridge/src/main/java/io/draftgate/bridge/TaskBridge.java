package io.draftgate.bridge;

import io.draftgate.schemas.event.InFlightWork;
import io.draftgate.schemas.event.ReportKind;
import io.draftgate.schemas.event.WorkReported;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The bridge as one ownership of a stream task sees it: opened in a processor's {@code init()}, closed in its {@code close()}.
 * Confined to the stream thread. The store is written only by {@link #admit}, {@link #report} and {@link #withdraw}, which a
 * processor calls from {@code process()}; {@link #refill} only reads it, and may be called from a punctuator.
 */
public final class TaskBridge {
    /** How many workers may die with a work before it is given up: the first may have been chance, the second company. */
    public static final int MAX_DEATHS = 3;

    private final Dispatcher dispatcher;
    private final KeyValueStore<Long, InFlightWork> store;
    private final InstantSource clock;
    private final TaskLease lease;
    private final PendingWork pending;
    private final Map<Long, Work> started = new HashMap<>();
    private volatile boolean announced;
    private boolean caughtUp;

    private TaskBridge(
            Dispatcher dispatcher,
            KeyValueStore<Long, InFlightWork> store,
            int partition,
            FairShares shares,
            InstantSource clock) {
        this.dispatcher = dispatcher;
        this.pending = new PendingWork(shares);
        this.store = store;
        this.clock = clock;
        this.lease = dispatcher.open(partition);
    }

    /**
     * Takes over what the store holds. Nothing is started before every report that was written until now has been read: they
     * tell of works that are finished already, and of works that killed a worker.
     *
     * @param store in-flight works by the offset of their request; restored
     * @param partition of the task
     * @param shares of the tenants, {@link FairShares#perPartition as one task enforces them}
     */
    public static TaskBridge open(
            Dispatcher dispatcher,
            KeyValueStore<Long, InFlightWork> store,
            int partition,
            FairShares shares,
            InstantSource clock) {
        TaskBridge bridge = new TaskBridge(dispatcher, store, partition, shares, clock);
        Instant now = clock.instant();
        try (KeyValueIterator<Long, InFlightWork> restored = store.all()) {
            while (restored.hasNext()) {
                KeyValue<Long, InFlightWork> entry = restored.next();
                bridge.pending.add(entry.key, entry.value, now);
            }
        }
        bridge.announce();
        return bridge;
    }

    /** Puts a work in flight. */
    public void admit(long offset, InFlightWork work) {
        store.put(offset, work);
        pending.add(offset, work, clock.instant());
        refill();
    }

    /**
     * Takes in what a worker reported, this one or another.
     *
     * @return how the work ended, if it did by this report; empty for reports that are late, doubled or of no consequence
     */
    public Optional<Ended> report(WorkReported report) {
        if (report.getKind() == ReportKind.OPENED) {
            caughtUp |= report.getWorker().equals(lease.id());
            refill();
            return Optional.empty();
        }
        InFlightWork work = store.get(report.getOffset());
        if (work == null) {
            return Optional.empty();
        }
        Optional<Ended> ended = take(report, work);
        refill();
        return ended;
    }

    /** Takes a work out of flight before it ended, with its progress so far, or answers that it is not there. */
    public Optional<InFlightWork> withdraw(long offset) {
        return Optional.ofNullable(store.get(offset)).map(work -> remove(offset, work));
    }

    /** Hands works to the engine while it has room, and reports those whose deadline has passed, with the engine or not. */
    public void refill() {
        takeBackReturned();
        if (!caughtUp) {
            announce();
            return;
        }
        reportExpired();
        Instant now = clock.instant();
        while (dispatcher.hasRoom(lease, pending.size(), pending.ready(now))) {
            OptionalLong offset = pending.next(now);
            if (offset.isEmpty()) {
                return;
            }
            hand(offset.getAsLong());
        }
    }

    /**
     * Charges the tenant of a finished work for what it took.
     *
     * @param tokens of its prompt and completions
     */
    public void settle(InFlightWork request, long tokens) {
        pending.settle(request, tokens);
    }

    /** How many works are neither ended nor with the engine. */
    public int waiting() {
        return pending.size();
    }

    /** Leaves the task: its works go back, unharmed. */
    public void close() {
        dispatcher.close(lease, started.values());
    }

    private Optional<Ended> take(WorkReported report, InFlightWork work) {
        long offset = report.getOffset();
        return switch (report.getKind()) {
            case OPENED -> Optional.empty();
            case STARTED -> {
                count(offset, work, Math.max(work.getAttempts(), report.getAttempt()));
                yield Optional.empty();
            }
            case RELEASED -> {
                if (work.getAttempts() == report.getAttempt()) {
                    count(offset, work, report.getAttempt() - 1);
                }
                yield Optional.empty();
            }
            case PROGRESS -> {
                store.put(offset, furthest(work, report.getPayload()));
                yield Optional.empty();
            }
            case FINISHED -> Optional.of(new Ended.Finished(offset, remove(offset, work), report.getPayload()));
            case FAILED ->
                Optional.of(new Ended.Failed(
                        offset, remove(offset, furthest(work, report.getPayload())), report.getReason()));
            case EXPIRED -> Optional.of(new Ended.Expired(offset, remove(offset, work)));
            case ABANDONED -> {
                if (work.getAttempts() < MAX_DEATHS) {
                    pending.add(offset, work, clock.instant());
                    yield Optional.empty();
                }
                yield Optional.of(new Ended.Failed(
                        offset,
                        remove(offset, work),
                        "worker died: " + MAX_DEATHS + " workers ended while they worked on it"));
            }
        };
    }

    private void count(long offset, InFlightWork work, int attempts) {
        if (attempts != work.getAttempts()) {
            store.put(
                    offset, InFlightWork.newBuilder(work).setAttempts(attempts).build());
        }
    }

    /** Of two owners, one may be behind the other: what is longer is further, and of the same length what comes later. */
    private static InFlightWork furthest(InFlightWork work, @Nullable ByteBuffer progress) {
        ByteBuffer known = work.getProgress();
        boolean isNew = progress != null && (known == null || known.remaining() <= progress.remaining());
        return isNew ? InFlightWork.newBuilder(work).setProgress(progress).build() : work;
    }

    /** Answers the work with all that is known of its progress. */
    private InFlightWork remove(long offset, InFlightWork work) {
        store.delete(offset);
        pending.remove(offset);
        started.remove(offset);
        return dispatcher
                .cancel(new WorkId(lease.partition(), offset))
                .map(Supplier::get)
                .map(progress -> furthest(work, ByteBuffer.wrap(progress)))
                .orElse(work);
    }

    private void hand(long offset) {
        InFlightWork request = store.get(offset);
        if (request == null) {
            return;
        }
        if (request.getAttempts() >= MAX_DEATHS && !started.containsKey(offset)) {
            dispatcher.conclude(lease, ReportKind.ABANDONED, work(offset, request));
            return;
        }
        // Of the same attempt as before, but with what is known of it now.
        Work work = started.merge(
                offset, work(offset, request), (before, now) -> new Work(now.id(), now.request(), before.attempt()));
        dispatcher.dispatch(lease, work);
    }

    private void reportExpired() {
        Instant now = clock.instant();
        for (OptionalLong offset = pending.nextExpired(now); offset.isPresent(); offset = pending.nextExpired(now)) {
            InFlightWork request = store.get(offset.getAsLong());
            if (request != null) {
                dispatcher.conclude(lease, ReportKind.EXPIRED, work(offset.getAsLong(), request));
            }
        }
    }

    private void takeBackReturned() {
        for (Long offset = lease.returned().poll();
                offset != null;
                offset = lease.returned().poll()) {
            InFlightWork request = store.get(offset);
            if (request != null) {
                pending.add(offset, request, clock.instant());
            }
        }
    }

    private void announce() {
        if (!announced) {
            announced = true;
            dispatcher.announce(lease, durable -> announced = durable);
        }
    }

    private Work work(long offset, InFlightWork request) {
        return new Work(new WorkId(lease.partition(), offset), request, request.getAttempts() + 1);
    }
}
