package io.draftgate.cli.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The largest resident memory of this process since a moment, as Linux keeps it: mapped weights count while they are in
 * memory. Other systems tell nothing. Immutable.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_clear_refs.5.html">proc_pid_clear_refs(5)</a>
 */
final class PeakMemory {

    private static final Path CLEAR_REFS = Path.of("/proc/self/clear_refs");
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:";

    /** Asks Linux to forget the peak so far. */
    private static final String RESET_PEAK = "5";

    private PeakMemory() {}

    /** Begins anew; where the peak cannot be forgotten, it is that of the whole process. */
    static PeakMemory begin() {
        try {
            if (Files.isWritable(CLEAR_REFS)) {
                Files.writeString(CLEAR_REFS, RESET_PEAK, StandardCharsets.US_ASCII);
            }
        } catch (IOException e) {
            // An older kernel, or a container that forbids it: the peak then includes what was before.
        }
        return new PeakMemory();
    }

    OptionalLong peakBytes() {
        if (!Files.isReadable(STATUS)) {
            return OptionalLong.empty();
        }
        try {
            return Files.readAllLines(STATUS, StandardCharsets.ISO_8859_1).stream()
                    .filter(line -> line.startsWith(PEAK))
                    .mapToLong(PeakMemory::bytes)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** Of a line such as {@code VmHWM:   123456 kB}, where a kB has 1024 bytes. */
    private static long bytes(String line) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
    }
}
