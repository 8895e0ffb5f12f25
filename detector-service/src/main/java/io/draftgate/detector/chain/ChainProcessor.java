package io.draftgate.detector.chain;

import io.draftgate.audit.AuditChain;
import io.draftgate.audit.ChainHead;
import io.draftgate.audit.ChainLink;
import io.draftgate.audit.Digest;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditRecord;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Binds audit events into the chain of its partition. The head is durable in the transaction that forwards the link. Confined to
 * the stream thread.
 */
final class ChainProcessor implements Processor<String, AuditEvent, String, Chained> {
    private static final EventSerde<AuditEvent> EVENTS = EventSerde.of(AuditEvent.class);
    private static final String HEAD = "head";

    private final String recordsTopic;
    private final ChainTail tail;
    private @Nullable ProcessorContext<String, Chained> context;
    private @Nullable KeyValueStore<String, byte[]> heads;

    ChainProcessor(String recordsTopic, ChainTail tail) {
        this.recordsTopic = recordsTopic;
        this.tail = tail;
    }

    /**
     * Opens the chain of the task's partition.
     *
     * @throws ChainBrokenException if the topic ends elsewhere than the state store says: appending would break the chain
     */
    @Override
    public void init(ProcessorContext<String, Chained> opened) {
        context = opened;
        heads = opened.getStateStore(AuditTopology.HEAD_STORE);
        int partition = opened.taskId().partition();
        ChainHead expected = head(heads, partition);
        ChainHead found = tail.last(partition)
                .map(record -> new ChainHead(record.getIndex() + 1, digest(record.getDigest())))
                .orElseGet(() -> genesis(partition));
        if (!found.equals(expected)) {
            throw new ChainBrokenException(chainName(partition), expected, found);
        }
    }

    @Override
    public void process(Record<String, AuditEvent> record) {
        ProcessorContext<String, Chained> opened = Objects.requireNonNull(context, "process() before init()");
        KeyValueStore<String, byte[]> store = Objects.requireNonNull(heads, "process() before init()");
        if (record.value() == null) {
            return;
        }
        int partition = opened.taskId().partition();
        ChainLink link = AuditChain.append(head(store, partition), EVENTS.encode(record.value()));
        store.put(HEAD, link.head().toBytes());
        opened.forward(record.withValue(new Chained(partition, auditRecord(link))));
    }

    private ChainHead head(KeyValueStore<String, byte[]> store, int partition) {
        return Optional.ofNullable(store.get(HEAD)).map(ChainHead::fromBytes).orElseGet(() -> genesis(partition));
    }

    private ChainHead genesis(int partition) {
        return ChainHead.genesis(chainName(partition));
    }

    private String chainName(int partition) {
        return recordsTopic + "-" + partition;
    }

    private static AuditRecord auditRecord(ChainLink link) {
        return AuditRecord.newBuilder()
                .setIndex(link.index())
                .setPreviousDigest(ByteBuffer.wrap(link.previous().bytes()))
                .setEvent(ByteBuffer.wrap(link.content()))
                .setDigest(ByteBuffer.wrap(link.digest().bytes()))
                .build();
    }

    private static Digest digest(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return new Digest(bytes);
    }
}
