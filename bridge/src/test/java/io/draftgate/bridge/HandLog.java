package io.draftgate.bridge;

import io.draftgate.schemas.event.WorkReported;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;

/** A log whose reports become durable, and readable, when the test says so. */
final class HandLog implements ReportLog {
    private record Entry(WorkReported report, Confirmation confirmation) {}

    private final Queue<Entry> written = new ArrayDeque<>();
    private final Queue<WorkReported> readable = new ArrayDeque<>();

    @Override
    public void write(int partition, Supplier<WorkReported> report, Confirmation confirmation) {
        written.add(new Entry(report.get(), confirmation));
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

    /** What a task reads next; each report once. */
    Queue<WorkReported> readable() {
        return readable;
    }
}
