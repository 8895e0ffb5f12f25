package io.draftgate.cli.bench;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What this process has in memory now. Immutable.
 *
 * @param requests served until now
 * @param rssBytes resident; null where the system does not tell
 * @param heapBytes in use by Java objects, garbage included
 * @param directBytes outside the heap, by Java buffers
 * @param requestsPerSecond since the sample before
 */
record MemorySample(
        long requests, @Nullable Long rssBytes, long heapBytes, long directBytes, double requestsPerSecond) {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";

    static MemorySample now(long requests, double requestsPerSecond) {
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return new MemorySample(requests, resident(), heap, direct, requestsPerSecond);
    }

    private static @Nullable Long resident() {
        if (!Files.isReadable(STATUS)) {
            return null;
        }
        try {
            for (String line : Files.readAllLines(STATUS, StandardCharsets.ISO_8859_1)) {
                if (line.startsWith(RESIDENT)) {
                    return Long.parseLong(line.replaceAll("\\D", "")) << 10;
                }
            }
        } catch (IOException e) {
            // A system that hides it: not known, as elsewhere.
        }
        return null;
    }
}
