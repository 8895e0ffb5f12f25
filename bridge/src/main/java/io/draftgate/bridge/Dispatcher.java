package io.draftgate.bridge;

import io.draftgate.bridge.ReportLog.Confirmation;
import io.draftgate.schemas.event.ReportKind;
import io.draftgate.schemas.event.WorkReported;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings the works of all tasks of a process to its one engine, and what the engine reports into the log. Thread-safe. A work is
 * handed to the engine only when its STARTED report is durable, so that a work that kills its worker is always seen to have
 * done so; and one that must run alone is reported as started only when no other can die with it.
 */
public final class Dispatcher {
    private final WorkEngine engine;
    private final ReportLog log;
    private final Set<TaskLease> leases = new HashSet<>();
    private final Map<WorkId, TaskLease> outstanding = new HashMap<>();
    private final EngineLine line = new EngineLine();
    /** Works that have left the engine, of which the log does not say so yet: a death would count for them, too. */
    private int untold;

    public Dispatcher(WorkEngine engine, ReportLog log) {
        this.engine = engine;
        this.log = log;
    }

    /** Works of all tasks that no engine has yet, as of when each task last asked for room. */
    public synchronized int waiting() {
        return leases.stream().mapToInt(TaskLease::pending).sum();
    }

    /** Works that are with the engine, or on their way to it. */
    public synchronized int started() {
        return outstanding.size();
    }

    synchronized TaskLease open(int partition) {
        TaskLease lease = new TaskLease(partition);
        leases.add(lease);
        return lease;
    }

    /**
     * Tells how many works of the task wait, and answers whether the engine takes one of them now.
     *
     * @param ready how many of them may start
     */
    synchronized boolean hasRoom(TaskLease lease, int pending, int ready) {
        lease.pending(pending, ready);
        advance();
        if (ready == 0 || outstanding.size() >= engine.capacity() || line.holdsOneOf(lease)) {
            return false;
        }
        int contenders =
                (int) leases.stream().filter(other -> other.ready() > 0).count();
        int fairShare = (engine.capacity() + contenders - 1) / contenders;
        return lease.outstanding().size() < fairShare;
    }

    synchronized void dispatch(TaskLease lease, Work work) {
        outstanding.put(work.id(), lease);
        lease.outstanding().add(work.id());
        line.add(lease, work);
        advance();
    }

    /** Writes a report that ends a work which never reached the engine. */
    void conclude(TaskLease lease, ReportKind kind, Work work) {
        write(lease, kind, work, null, null, durable -> {
            if (!durable) {
                lease.returned().add(work.id().offset());
            }
        });
    }

    /** Asks for every report that was written before now: they are read before this one comes back. */
    void announce(TaskLease lease, Confirmation confirmation) {
        log.write(lease.partition(), () -> report(lease, ReportKind.OPENED, -1, 0, null, null), confirmation);
    }

    /**
     * Stops a work that has found its end elsewhere.
     *
     * @return encodes how far it was, if the engine had it and knows
     */
    synchronized Optional<Supplier<byte[]>> cancel(WorkId id) {
        TaskLease owner = outstanding.remove(id);
        if (owner == null) {
            return Optional.empty();
        }
        owner.outstanding().remove(id);
        line.remove(id);
        Optional<Supplier<byte[]>> progress = engine.cancel(id);
        advance();
        return progress;
    }

    /** Ends a lease: its works leave the engine, and the log tells that no worker died with them. */
    synchronized void close(TaskLease lease, Iterable<Work> works) {
        leases.remove(lease);
        for (Work work : works) {
            untold++;
            write(lease, ReportKind.RELEASED, work, null, null, durable -> told());
        }
        for (WorkId id : Set.copyOf(lease.outstanding())) {
            cancel(id);
        }
    }

    /** Lets in what may go in. */
    private synchronized void advance() {
        for (Optional<EngineLine.Place> next = line.next(this::isIdle);
                next.isPresent();
                next = line.next(this::isIdle)) {
            begin(next.get().lease(), next.get().work());
        }
    }

    private boolean isIdle() {
        return outstanding.size() == line.size() && untold == 0 && engine.isIdle();
    }

    private void begin(TaskLease lease, Work work) {
        write(lease, ReportKind.STARTED, work, null, null, durable -> {
            if (durable) {
                start(lease, work);
            } else {
                release(lease, work.id());
                lease.returned().add(work.id().offset());
                advance();
            }
        });
    }

    private synchronized void start(TaskLease lease, Work work) {
        if (outstanding.get(work.id()) != lease) {
            return;
        }
        engine.start(work, new WorkEngine.Observer() {
            @Override
            public void finished(Supplier<byte[]> result) {
                ended(lease, ReportKind.FINISHED, work, null, result);
            }

            @Override
            public void failed(String reason, @Nullable Supplier<byte[]> progress) {
                ended(lease, ReportKind.FAILED, work, reason, progress);
            }

            @Override
            public void progressed(Supplier<byte[]> progress) {
                Dispatcher.this.progressed(lease, work, progress);
            }
        });
    }

    /** Lost progress costs nothing but the time to write it again. */
    private void progressed(TaskLease lease, Work work, Supplier<byte[]> progress) {
        synchronized (this) {
            if (outstanding.get(work.id()) != lease) {
                return;
            }
        }
        write(lease, ReportKind.PROGRESS, work, null, progress, Confirmation.IGNORED);
    }

    private void ended(
            TaskLease lease, ReportKind kind, Work work, @Nullable String reason, @Nullable Supplier<byte[]> payload) {
        synchronized (this) {
            if (!release(lease, work.id())) {
                return;
            }
            untold++;
        }
        write(lease, kind, work, reason, payload, durable -> {
            if (!durable) {
                lease.returned().add(work.id().offset());
            }
            told();
        });
    }

    private synchronized void told() {
        untold--;
        advance();
    }

    private synchronized boolean release(TaskLease lease, WorkId id) {
        lease.outstanding().remove(id);
        return outstanding.remove(id, lease);
    }

    private void write(
            TaskLease lease,
            ReportKind kind,
            Work work,
            @Nullable String reason,
            @Nullable Supplier<byte[]> payload,
            Confirmation confirmation) {
        log.write(
                lease.partition(),
                () -> report(
                        lease,
                        kind,
                        work.id().offset(),
                        work.attempt(),
                        reason,
                        payload == null ? null : ByteBuffer.wrap(payload.get())),
                confirmation);
    }

    private static WorkReported report(
            TaskLease lease,
            ReportKind kind,
            long offset,
            int attempt,
            @Nullable String reason,
            @Nullable ByteBuffer payload) {
        return WorkReported.newBuilder()
                .setOffset(offset)
                .setKind(kind)
                .setAttempt(attempt)
                .setWorker(lease.id())
                .setReason(reason)
                .setPayload(payload)
                .build();
    }
}
