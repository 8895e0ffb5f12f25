package io.draftgate.generator;

import io.draftgate.schemas.event.ReportKind;
import io.draftgate.schemas.event.WorkReported;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Where a drill stops its worker (SIGSTOP), once: on the stream thread, with a result in hand of which nothing is forwarded yet. When
 * it is woken the drafts go out before the thread hears anything of its group. Thread-safe.
 */
final class Standstill {
    private final AtomicBoolean isDue;

    /** @param isWanted false for a worker that never stands still */
    Standstill(boolean isWanted) {
        isDue = new AtomicBoolean(isWanted);
    }

    void before(WorkReported report) {
        if (report.getKind() == ReportKind.FINISHED && isDue.getAndSet(false)) {
            stopThisProcess();
        }
    }

    private static void stopThisProcess() {
        try {
            new ProcessBuilder(
                            "kill",
                            "-STOP",
                            Long.toString(ProcessHandle.current().pid()))
                    .start()
                    .waitFor();
        } catch (IOException cannot) {
            throw new IllegalStateException("this process cannot be stopped", cannot);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
