package io.draftgate.bridge;

import io.draftgate.schemas.event.ReportKind;
import io.draftgate.schemas.event.WorkReported;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;

/** A log whose reports become durable, and readable, when the test says so. */
final class HandLog implements ReportLog {
    private final Queue<Entry> written = new ArrayDeque<>();
    private final Queue<Written> readable = new ArrayDeque<>();
    private final List<Long> started = new ArrayList<>();

    private record Entry(Written report, Confirmation confirmation) {}

    /** A report where a task reads it. */
    record Written(int partition, WorkReported report) {}

    @Override
    public void write(int partition, Supplier<WorkReported> report, Confirmation confirmation) {
        Entry entry = new Entry(new Written(partition, report.get()), confirmation);
        written.add(entry);
        if (entry.report().report().getKind() == ReportKind.STARTED) {
            started.add(entry.report().report().getOffset());
        }
    }

    /** Confirms everything that is waiting, and what follows from that. */
    void confirm() {
        for (Entry entry = written.poll(); entry != null; entry = written.poll()) {
            readable.add(entry.report());
            entry.confirmation().written(true);
        }
    }

    /** Loses everything that is waiting. */
    void lose() {
        for (Entry entry = written.poll(); entry != null; entry = written.poll()) {
            entry.confirmation().written(false);
        }
    }

    /** What the tasks read next; each report once. */
    Queue<Written> readable() {
        return readable;
    }

    /** Works that were reported as started, durably or not. */
    List<Long> started() {
        return started;
    }
}
