package io.draftgate.cli.metrics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * How much memory a process holds, in bytes, as Linux tells it: mapped files count while they are in memory. Other systems tell
 * nothing, and neither does a process that has ended. Immutable.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_status.5.html">proc_pid_status(5)</a>
 */
public final class ProcessMemory {
    private static final String RESIDENT = "VmRSS:";
    private static final String PEAK = "VmHWM:";

    private final Path status;

    private ProcessMemory(String process) {
        status = Path.of("/proc", process, "status");
    }

    public static ProcessMemory ofThisProcess() {
        return new ProcessMemory("self");
    }

    public static ProcessMemory of(long pid) {
        return new ProcessMemory(Long.toString(pid));
    }

    /** What it holds now. */
    public OptionalLong resident() {
        return bytes(RESIDENT);
    }

    /** The most that it held. */
    public OptionalLong peak() {
        return bytes(PEAK);
    }

    /** Of a line such as {@code VmRSS:   123456 kB}, where a kB has 1024 bytes. */
    private OptionalLong bytes(String field) {
        if (!Files.isReadable(status)) {
            return OptionalLong.empty();
        }
        try {
            return Files.readAllLines(status, StandardCharsets.ISO_8859_1).stream()
                    .filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
