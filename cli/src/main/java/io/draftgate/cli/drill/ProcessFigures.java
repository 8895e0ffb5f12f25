package io.draftgate.cli.drill;

import io.draftgate.cli.metrics.CompilerTime;
import io.draftgate.cli.metrics.ProcessMemory;
import java.time.Duration;
import java.util.List;

/**
 * What processes have taken until now. Immutable.
 *
 * @param processorTime of all of them, since each began
 * @param compilerTime of it, what their JVMs took to compile; zero where the system does not tell
 * @param residentBytes of all of them, now; 0 where the system does not tell
 */
record ProcessFigures(Duration processorTime, Duration compilerTime, long residentBytes) {
    private static final ProcessFigures NONE = new ProcessFigures(Duration.ZERO, Duration.ZERO, 0);

    static ProcessFigures of(List<DrillProcess> processes) {
        return processes.stream().map(process -> ofProcess(process.pid())).reduce(NONE, ProcessFigures::plus);
    }

    static ProcessFigures ofThisProcess() {
        return ofProcess(ProcessHandle.current().pid());
    }

    private static ProcessFigures ofProcess(long pid) {
        Duration time = ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
        return new ProcessFigures(
                time, CompilerTime.of(pid), ProcessMemory.of(pid).resident().orElse(0));
    }

    ProcessFigures plus(ProcessFigures other) {
        return new ProcessFigures(
                processorTime.plus(other.processorTime),
                compilerTime.plus(other.compilerTime),
                residentBytes + other.residentBytes);
    }

    /** Seconds of a processor since an earlier look. */
    double processorSecondsSince(ProcessFigures earlier) {
        return seconds(processorTime.minus(earlier.processorTime));
    }

    /** The same, of compilers alone. */
    double compilerSecondsSince(ProcessFigures earlier) {
        return seconds(compilerTime.minus(earlier.compilerTime));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
