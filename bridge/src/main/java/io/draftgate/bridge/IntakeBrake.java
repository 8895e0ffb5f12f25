package io.draftgate.bridge;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Slows the intake of a stream thread whose in-flight stores are full, so that the rest of the backlog stays in Kafka. A stream
 * thread cannot commit while it waits in {@code process()}, and its transaction times out: so all tasks of a thread share one
 * budget between two commits. Each thread has a budget of its own; thread-safe.
 */
public final class IntakeBrake {
    /** A quarter of the shortest transaction timeout in use (4 s): the rest is for the work itself. */
    public static final Duration BUDGET = Duration.ofSeconds(1);

    /** Short enough that reports, which are read between two prompts, hardly wait. */
    public static final Duration PAUSE = Duration.ofMillis(50);

    private final ThreadLocal<Duration> left = ThreadLocal.withInitial(() -> BUDGET);

    /** Waits a little, if the budget allows. */
    public void pause() {
        if (left.get().compareTo(PAUSE) >= 0) {
            left.set(left.get().minus(PAUSE));
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Fills the budget again: called from a wall-clock punctuator, after which Kafka Streams commits if it is time to. */
    public void committed() {
        left.set(BUDGET);
    }
}
