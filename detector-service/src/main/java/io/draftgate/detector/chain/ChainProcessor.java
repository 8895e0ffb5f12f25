package io.draftgate.detector.chain;

import io.draftgate.audit.AuditChain;
import io.draftgate.audit.ChainHead;
import io.draftgate.audit.ChainLink;
import io.draftgate.audit.merkle.Frontier;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.streams.tracing.Tracing;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Binds audit events into the chain of its partition, and signs checkpoints over it. Head and frontier are durable in the
 * transaction that forwards the link, so a checkpoint covers records of its own transaction or of an earlier one. Confined to the
 * stream thread.
 */
final class ChainProcessor implements Processor<String, AuditEvent, String, Chained> {
    private static final EventSerde<AuditEvent> EVENTS = EventSerde.of(AuditEvent.class);

    private final String recordsTopic;
    private final ChainTail tail;
    private final Optional<CheckpointPolicy> policy;
    private final Tracing tracing;
    private @Nullable ProcessorContext<String, Chained> context;
    private @Nullable LogState state;
    private @Nullable CheckpointSchedule checkpoints;

    /**
     * A writer of the log.
     *
     * @param policy empty where no checkpoints are signed
     * @param tracing hears of every event that is bound into a chain
     */
    ChainProcessor(String recordsTopic, ChainTail tail, Optional<CheckpointPolicy> policy, Tracing tracing) {
        this.recordsTopic = recordsTopic;
        this.tail = tail;
        this.policy = policy;
        this.tracing = tracing;
    }

    /**
     * Opens the chain of the task's partition.
     *
     * @throws ChainBrokenException if the topic ends elsewhere than the state store says: appending would break the chain
     */
    @Override
    public void init(ProcessorContext<String, Chained> opened) {
        int partition = opened.taskId().partition();
        String chainName = recordsTopic + "-" + partition;
        LogState log = new LogState(opened.getStateStore(AuditTopology.HEAD_STORE), chainName);
        ChainHead found = tail.last(partition).map(Links::head).orElse(log.genesis());
        if (!found.equals(log.head())) {
            throw new ChainBrokenException(chainName, log.head(), found);
        }
        restoreFrontier(log, partition);
        context = opened;
        state = log;
        policy.ifPresent(keyAndPace -> checkpoints = new CheckpointSchedule(keyAndPace, chainName, log, opened));
    }

    @Override
    public void process(Record<String, AuditEvent> record) {
        ProcessorContext<String, Chained> opened = Objects.requireNonNull(context, "process() before init()");
        LogState log = Objects.requireNonNull(state, "process() before init()");
        if (record.value() != null) {
            ChainLink link = AuditChain.append(log.head(), EVENTS.encode(record.value()));
            log.append(link);
            Instant now = Instant.ofEpochMilli(opened.currentSystemTimeMs());
            Headers headers = tracing.step("audited", record.headers(), now, now, Map.of());
            opened.forward(record.withValue(new Chained.Link(opened.taskId().partition(), Links.record(link)))
                    .withHeaders(headers));
        }
        if (checkpoints != null) {
            checkpoints.consumed(record.timestamp());
        }
    }

    /** The chains of the first release have no frontier beside their head: it is computed from the records, once. */
    private void restoreFrontier(LogState log, int partition) {
        if (log.frontier().size() == log.head().length()) {
            return;
        }
        Frontier[] frontier = {Frontier.EMPTY};
        tail.read(partition, record -> frontier[0] = frontier[0].append(Links.entry(record)));
        log.frontier(frontier[0]);
    }
}
