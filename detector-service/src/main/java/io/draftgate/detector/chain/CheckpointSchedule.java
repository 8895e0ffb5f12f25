package io.draftgate.detector.chain;

import io.draftgate.audit.checkpoint.Checkpoint;
import io.draftgate.audit.checkpoint.SignedCheckpoint;
import io.draftgate.audit.merkle.Frontier;
import java.time.Duration;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Signs a checkpoint when enough records are without one, or some have been for long enough. Confined to the stream thread.
 *
 * <p>The clock alone signs only what this task has added to: a transaction without an input offset is not fenced (see {@code
 * bridge}), and a task that was restored and has read nothing yet would write in such a one. What it found is covered as soon as
 * the log grows.
 */
final class CheckpointSchedule {
    private final CheckpointPolicy policy;
    private final String origin;
    private final LogState log;
    private final ProcessorContext<String, Chained> context;
    private boolean hasConsumed;
    private long signedAtMillis;
    private long timestamp;

    CheckpointSchedule(
            CheckpointPolicy policy, String chainName, LogState log, ProcessorContext<String, Chained> context) {
        this.policy = policy;
        this.log = log;
        this.context = context;
        origin = policy.key().name() + "/" + chainName;
        signedAtMillis = context.currentSystemTimeMs();
        context.schedule(policy.interval(), PunctuationType.WALL_CLOCK_TIME, now -> elapsed());
    }

    /** After every record that was read. */
    void consumed(long recordTimestamp) {
        hasConsumed = true;
        timestamp = recordTimestamp;
        if (log.frontier().size() - log.covered() >= policy.records() || isOverdue()) {
            sign();
        }
    }

    private void elapsed() {
        if (hasConsumed) {
            sign();
        }
    }

    private boolean isOverdue() {
        return Duration.ofMillis(context.currentSystemTimeMs() - signedAtMillis).compareTo(policy.interval()) >= 0;
    }

    private void sign() {
        Frontier frontier = log.frontier();
        if (frontier.size() == log.covered()) {
            return;
        }
        Checkpoint checkpoint = new Checkpoint(origin, frontier.size(), frontier.root());
        String note = SignedCheckpoint.sign(checkpoint, policy.key()).toString();
        log.covered(frontier.size());
        signedAtMillis = context.currentSystemTimeMs();
        context.forward(new Record<>(
                origin, new Chained.Signed(context.taskId().partition(), note), timestamp, new RecordHeaders()));
    }
}
