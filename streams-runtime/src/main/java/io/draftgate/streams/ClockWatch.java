package io.draftgate.streams;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Notices when the wall clock is set back. Kafka's clients and Kafka Streams count intervals by it: after a step back by an hour they
 * neither commit nor call punctuators for an hour. Confined to one thread.
 */
final class ClockWatch {
    /** Slewing and leap seconds stay below; a stall of this length is nothing that a session would not outlast. */
    static final Duration TOLERANCE = Duration.ofSeconds(3);

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final LongSupplier wallMillis;
    private final LongSupplier monotonicNanos;
    private long lastOffset;

    /**
     * A watch over two clocks.
     *
     * @param wallMillis since 1970
     * @param monotonicNanos since any moment; never goes back
     */
    ClockWatch(LongSupplier wallMillis, LongSupplier monotonicNanos) {
        this.wallMillis = wallMillis;
        this.monotonicNanos = monotonicNanos;
        this.lastOffset = offset();
    }

    /** By how much the clock was set back since the last look, if it was by more than {@link #TOLERANCE}. */
    Optional<Duration> setBack() {
        long now = offset();
        Duration step = Duration.ofMillis(lastOffset - now);
        lastOffset = now;
        return step.compareTo(TOLERANCE) > 0 ? Optional.of(step) : Optional.empty();
    }

    private long offset() {
        return wallMillis.getAsLong() - monotonicNanos.getAsLong() / NANOS_PER_MILLI;
    }
}
