package io.draftgate.cli.bench;

import io.draftgate.cli.metrics.ProcessMemory;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;
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

    static MemorySample now(long requests, double requestsPerSecond) {
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        OptionalLong resident = ProcessMemory.ofThisProcess().resident();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return new MemorySample(
                requests, resident.isPresent() ? resident.getAsLong() : null, heap, direct, requestsPerSecond);
    }
}
