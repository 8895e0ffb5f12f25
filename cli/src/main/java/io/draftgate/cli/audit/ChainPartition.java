package io.draftgate.cli.audit;

import io.draftgate.audit.ChainLink;
import io.draftgate.audit.ChainProblem;
import io.draftgate.audit.CheckpointProblem;
import io.draftgate.audit.Digest;
import io.draftgate.audit.checkpoint.SignedCheckpoint;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.AuditRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * One chain and its checkpoints, as they stand in Kafka. Reads through the reader it was made with.
 *
 * @param chain partition of the records
 */
record ChainPartition(TopicReader reader, TopicCatalogue topics, TopicPartition chain) {
    private static final EventSerde<AuditRecord> RECORDS = EventSerde.of(AuditRecord.class);

    /** Sees what stands in a chain, in its order. */
    interface Visitor {
        void link(String position, ChainLink link);

        void unreadable(String position, String reason);
    }

    static List<ChainPartition> all(TopicReader reader, TopicCatalogue topics) {
        return reader.partitions(topics.auditRecords()).stream()
                .map(partition -> new ChainPartition(reader, topics, partition))
                .toList();
    }

    /** From 0. */
    int number() {
        return chain.partition();
    }

    String name() {
        return chain.toString();
    }

    /** Reads the chain from its beginning to its end of now. */
    void read(Visitor visitor) {
        reader.read(chain, record -> {
            String position = chain + "@" + record.offset();
            ChainLink link;
            try {
                link = link(record.value());
            } catch (SerializationException | IllegalArgumentException unreadable) {
                visitor.unreadable(position, String.valueOf(unreadable.getMessage()));
                return;
            }
            visitor.link(position, link);
        });
    }

    /** The checkpoints that were published of the chain, in their order; what is no checkpoint is a problem. */
    List<SignedCheckpoint> checkpoints(Consumer<ChainProblem> problems) {
        TopicPartition partition = new TopicPartition(topics.auditCheckpoints().name(), chain.partition());
        List<SignedCheckpoint> checkpoints = new ArrayList<>();
        if (reader.partitions(topics.auditCheckpoints()).contains(partition)) {
            reader.read(partition, record -> add(checkpoints, record, partition, problems));
        }
        return checkpoints;
    }

    private void add(
            List<SignedCheckpoint> checkpoints,
            ConsumerRecord<byte[], byte[]> record,
            TopicPartition partition,
            Consumer<ChainProblem> problems) {
        String position = partition + "@" + record.offset();
        try {
            byte[] value = record.value() == null ? new byte[0] : record.value();
            SignedCheckpoint checkpoint = SignedCheckpoint.parse(new String(value, StandardCharsets.UTF_8));
            if (checkpoint.checkpoint().chainName().equals(name())) {
                checkpoints.add(checkpoint);
            } else {
                problems.accept(new CheckpointProblem.Forged(
                        position, "it is of " + checkpoint.checkpoint().origin()));
            }
        } catch (IllegalArgumentException e) {
            problems.accept(new CheckpointProblem.Forged(position, String.valueOf(e.getMessage())));
        }
    }

    /**
     * Reads a link.
     *
     * @param value of a record, null for a tombstone
     * @throws SerializationException or IllegalArgumentException if it is none
     */
    static ChainLink link(byte @Nullable [] value) {
        if (value == null) {
            throw new SerializationException("an empty record");
        }
        AuditRecord record = RECORDS.decode(ByteBuffer.wrap(value));
        return new ChainLink(
                record.getIndex(),
                new Digest(bytes(record.getPreviousDigest())),
                bytes(record.getEvent()),
                new Digest(bytes(record.getDigest())));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
