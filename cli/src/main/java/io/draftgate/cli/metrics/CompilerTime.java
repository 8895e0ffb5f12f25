package io.draftgate.cli.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How much processor time the compilers of a JVM have taken, as Linux tells it of their threads. Other systems tell nothing.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 */
public final class CompilerTime {
    /** C1 and C2; Linux cuts names of threads. */
    private static final String COMPILER = "C[12] CompilerThre";

    /** Linux counts for its users in hundredths of a second, whatever its clock. */
    private static final Duration TICK = Duration.ofMillis(10);

    /** Of utime and stime, behind the name, which is in parentheses. */
    private static final int FIRST_FIELD = 11;

    private CompilerTime() {}

    /** Until now; zero of a process that has ended. */
    public static Duration of(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return threads.map(CompilerTime::ofThread).reduce(Duration.ZERO, Duration::plus);
        } catch (IOException noLinux) {
            return Duration.ZERO;
        }
    }

    private static Duration ofThread(Path thread) {
        try {
            if (!Files.readString(thread.resolve("comm")).strip().matches(COMPILER)) {
                return Duration.ZERO;
            }
            String stat = Files.readString(thread.resolve("stat"));
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
            return TICK.multipliedBy(
                    Long.parseLong(fields.get(FIRST_FIELD)) + Long.parseLong(fields.get(FIRST_FIELD + 1)));
        } catch (IOException ended) {
            return Duration.ZERO;
        }
    }
}
