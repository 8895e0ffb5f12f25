package io.draftgate.cli.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much memory the process holds, as Linux tells it. What exceeds {@code jvm_memory_committed_bytes} is ONNX Runtime's and
 * RocksDB's: ONNX Runtime's Java interface tells nothing of its arenas. Elsewhere than on Linux there is no such metric.
 */
final class ResidentMemory implements MeterBinder {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";
    private static final double BYTES_PER_KIB = 1024;

    @Override
    public void bindTo(MeterRegistry registry) {
        if (Files.isReadable(STATUS)) {
            Gauge.builder("process.resident.memory", ResidentMemory::bytes)
                    .description("Memory that the process holds, that of native libraries included")
                    .baseUnit("bytes")
                    .register(registry);
        }
    }

    /** Lines such as {@code VmRSS:     12345 kB}. */
    private static double bytes() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(RESIDENT))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * BYTES_PER_KIB)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}
