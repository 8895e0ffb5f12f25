package io.draftgate.generator;

import io.draftgate.bridge.ReportLog;
import io.draftgate.schemas.event.WorkReported;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reports that never become records: what a drill shows the harm of. A task that forwards them carries no input offset in its
 * transaction, so nothing fences it. Thread-safe.
 */
final class ReportsInMemory implements ReportLog {
    private final Map<Integer, Queue<WorkReported>> reports = new ConcurrentHashMap<>();

    @Override
    public void write(int partition, Supplier<WorkReported> report, Confirmation confirmation) {
        confirmation.written(true);
        of(partition).add(report.get());
    }

    /** Hands over what was reported of a partition until now. */
    void drain(int partition, Consumer<WorkReported> task) {
        Queue<WorkReported> queue = of(partition);
        for (WorkReported report = queue.poll(); report != null; report = queue.poll()) {
            task.accept(report);
        }
    }

    private Queue<WorkReported> of(int partition) {
        return reports.computeIfAbsent(partition, none -> new ConcurrentLinkedQueue<>());
    }
}
