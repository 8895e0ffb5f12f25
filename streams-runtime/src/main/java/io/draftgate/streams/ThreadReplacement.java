package io.draftgate.streams;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.ApiException;

/**
 * Decides whether a stream thread that ended gets a successor. What a broker answered may pass with the broker's trouble: one
 * that comes back from a crash refuses to commit a transaction that it had to abort meanwhile, and Kafka Streams ends the thread
 * although the transaction was aborted as a whole and can be done again. Nothing else passes by itself, and too many in a short
 * time do not either. Thread-safe.
 */
final class ThreadReplacement {
    /** More than a broker that is started again and again causes; few enough to tell of a lasting trouble within minutes. */
    static final int MAX_REPLACEMENTS = 5;

    static final Duration WINDOW = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final Queue<Instant> replacements = new ArrayDeque<>();

    ThreadReplacement(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether to replace a thread that ended just now; counts it if so. */
    synchronized boolean allows(Throwable cause) {
        Instant now = clock.instant();
        replacements.removeIf(earlier -> earlier.isBefore(now.minus(WINDOW)));
        if (!isAnswerOfABroker(cause) || replacements.size() >= MAX_REPLACEMENTS) {
            return false;
        }
        return replacements.add(now);
    }

    private static boolean isAnswerOfABroker(Throwable cause) {
        return Stream.iterate(cause, e -> e != null, Throwable::getCause).anyMatch(ApiException.class::isInstance);
    }
}
