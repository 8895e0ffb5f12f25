package io.draftgate.cli.bench;

import io.draftgate.cli.metrics.ProcessMemory;
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
        return ProcessMemory.ofThisProcess().peak();
    }
}
