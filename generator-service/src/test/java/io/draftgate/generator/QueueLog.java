package io.draftgate.generator;

import io.draftgate.bridge.ReportLog;
import io.draftgate.schemas.event.WorkReported;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A log in memory: reports are durable at once, and wait to be read by the task. */
final class QueueLog implements ReportLog {
    private final BlockingQueue<WorkReported> reports = new LinkedBlockingQueue<>();

    @Override
    public void write(int partition, Supplier<WorkReported> report, Confirmation confirmation) {
        reports.add(report.get());
        confirmation.written(true);
    }

    /** The next report, waiting for the engine if need be. */
    WorkReported next() {
        try {
            WorkReported report = reports.poll(30, TimeUnit.SECONDS);
            if (report == null) {
                throw new AssertionError("no report within 30 s");
            }
            return report;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
