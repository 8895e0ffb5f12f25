package io.draftgate.cli.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.OptionalLong;

/**
 * How much memory the process holds, as Linux tells it. What exceeds {@code jvm_memory_committed_bytes} is ONNX Runtime's and
 * RocksDB's: ONNX Runtime's Java interface tells nothing of its arenas. Elsewhere than on Linux there is no such metric.
 */
final class ResidentMemory implements MeterBinder {
    private final ProcessMemory memory = ProcessMemory.ofThisProcess();

    @Override
    public void bindTo(MeterRegistry registry) {
        if (memory.resident().isPresent()) {
            Gauge.builder("process.resident.memory", this::bytes)
                    .description("Memory that the process holds, that of native libraries included")
                    .baseUnit("bytes")
                    .register(registry);
        }
    }

    private double bytes() {
        OptionalLong resident = memory.resident();
        return resident.isPresent() ? resident.getAsLong() : Double.NaN;
    }
}
