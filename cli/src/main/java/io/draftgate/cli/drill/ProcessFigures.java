package io.draftgate.cli.drill;

import io.draftgate.cli.metrics.ProcessMemory;
import java.time.Duration;
import java.util.List;

/**
 * What processes have taken until now. Immutable.
 *
 * @param processorTime of all of them, since each began
 * @param residentBytes of all of them, now; 0 where the system does not tell
 */
record ProcessFigures(Duration processorTime, long residentBytes) {
    static ProcessFigures of(List<DrillProcess> processes) {
        return processes.stream()
                .map(process -> ofProcess(process.pid()))
                .reduce(new ProcessFigures(Duration.ZERO, 0), ProcessFigures::plus);
    }

    static ProcessFigures ofThisProcess() {
        return ofProcess(ProcessHandle.current().pid());
    }

    private static ProcessFigures ofProcess(long pid) {
        Duration time = ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
        return new ProcessFigures(time, ProcessMemory.of(pid).resident().orElse(0));
    }

    private ProcessFigures plus(ProcessFigures other) {
        return new ProcessFigures(processorTime.plus(other.processorTime), residentBytes + other.residentBytes);
    }

    /** Seconds of a processor since an earlier look. */
    double processorSecondsSince(ProcessFigures earlier) {
        return processorTime.minus(earlier.processorTime).toMillis() / 1000.0;
    }
}
