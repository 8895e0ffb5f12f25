package io.draftgate.generator;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices an engine that works but makes no step. There is no way to free a thread that hangs in native code: whoever is told
 * should end the process. Thread-safe.
 */
final class StallWatchdog implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StallWatchdog.class);
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

    private final Supplier<Duration> sinceLastStep;
    private final Duration stallTimeout;
    private final Runnable onStall;
    private final ScheduledExecutorService timer;

    /**
     * A watchdog that sleeps until {@link #start()}.
     *
     * @param sinceLastStep zero while the engine is idle
     * @param onStall is told once
     */
    StallWatchdog(Supplier<Duration> sinceLastStep, Duration stallTimeout, Runnable onStall) {
        this.sinceLastStep = sinceLastStep;
        this.stallTimeout = stallTimeout;
        this.onStall = onStall;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "stall-watchdog");
            thread.setDaemon(true);
            return thread;
        });
    }

    // The timer's future says nothing that check() does not.
    @SuppressWarnings("FutureReturnValueIgnored")
    void start() {
        timer.scheduleWithFixedDelay(
                this::check, CHECK_INTERVAL.toMillis(), CHECK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks once; the timer does it every second. */
    void check() {
        Duration silence = sinceLastStep.get();
        if (silence.compareTo(stallTimeout) > 0) {
            log.error("engine stalled silenceSeconds={}", silence.toSeconds());
            timer.shutdown();
            onStall.run();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
