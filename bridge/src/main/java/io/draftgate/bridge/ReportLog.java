package io.draftgate.bridge;

import io.draftgate.schemas.event.WorkReported;
import java.util.function.Supplier;

/** Where reports are written so that they come back as records. Thread-safe; never blocks the caller. */
public interface ReportLog {
    /**
     * Writes a report to the partition of its request.
     *
     * @param report builds the report; called on the log's own thread
     * @param confirmation hears once, from any thread, whether the report is durable
     */
    void write(int partition, Supplier<WorkReported> report, Confirmation confirmation);

    /** Hears whether a report is durable. Must not block. */
    @FunctionalInterface
    interface Confirmation {
        /** For reports whose loss costs nothing. */
        Confirmation IGNORED = durable -> {};

        void written(boolean durable);
    }
}
