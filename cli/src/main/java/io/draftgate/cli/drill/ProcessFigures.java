package io.draftgate.cli.drill;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What processes have taken until now. Immutable.
 *
 * @param processorTime of all of them, since each began
 * @param residentBytes of all of them, now; 0 where the system does not tell
 */
record ProcessFigures(Duration processorTime, long residentBytes) {
    private static final String RESIDENT = "VmRSS:";

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
        return new ProcessFigures(time, resident(Path.of("/proc/" + pid + "/status")));
    }

    private static long resident(Path status) {
        if (!Files.isReadable(status)) {
            return 0;
        }
        try {
            return Files.readAllLines(status, StandardCharsets.ISO_8859_1).stream()
                    .filter(line -> line.startsWith(RESIDENT))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .sum();
        } catch (IOException ended) {
            return 0;
        }
    }

    private ProcessFigures plus(ProcessFigures other) {
        return new ProcessFigures(processorTime.plus(other.processorTime), residentBytes + other.residentBytes);
    }

    /** Seconds of a processor since an earlier look. */
    double processorSecondsSince(ProcessFigures earlier) {
        return processorTime.minus(earlier.processorTime).toMillis() / 1000.0;
    }
}
