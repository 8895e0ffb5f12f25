package io.draftgate.detector.chain;

import io.draftgate.audit.note.NoteSigner;
import java.time.Duration;

/**
 * Who signs checkpoints of the audit log, and how often. Immutable.
 *
 * @param key its name and the name of a chain, with a slash between, are the origin of that chain's checkpoints
 * @param records at most so many are without a checkpoint
 * @param interval at most so long, while the log grows
 */
public record CheckpointPolicy(NoteSigner key, long records, Duration interval) {
    /** A signature takes about a millisecond: this often it costs nothing beside the records. */
    public static final long DEFAULT_RECORDS = 1000;

    /** How long a reader waits at most for a proof of what is in the log. */
    public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(10);

    public CheckpointPolicy {
        if (records < 1) {
            throw new IllegalArgumentException("records between checkpoints: got " + records + ", expected 1 or more");
        }
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("time between checkpoints: got " + interval + ", expected more than 0");
        }
    }

    /** A checkpoint every {@value #DEFAULT_RECORDS} records or 10 seconds. */
    public static CheckpointPolicy of(NoteSigner key) {
        return new CheckpointPolicy(key, DEFAULT_RECORDS, DEFAULT_INTERVAL);
    }
}
