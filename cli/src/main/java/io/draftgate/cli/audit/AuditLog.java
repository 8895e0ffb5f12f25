package io.draftgate.cli.audit;

import io.draftgate.audit.ChainHead;
import io.draftgate.audit.ChainLink;
import io.draftgate.audit.ChainProblem;
import io.draftgate.audit.ChainVerification;
import io.draftgate.audit.ChainVerifier;
import io.draftgate.audit.Digest;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.Topic;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditRecord;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The chains as they stand in Kafka, committed records only. Immutable, thread-safe. */
public final class AuditLog {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final EventSerde<AuditEvent> EVENTS = EventSerde.of(AuditEvent.class);

    private final Topic<AuditRecord> records;
    private final Topic<AuditEvent> events;
    private final List<Topic<byte[]>> deadLetters;
    private final Map<String, Object> client;

    /**
     * The log of a catalogue.
     *
     * @param client how to reach the brokers: {@code bootstrap.servers}, security
     */
    public AuditLog(TopicCatalogue topics, Map<String, Object> client) {
        this.records = topics.auditRecords();
        this.events = topics.auditEvents();
        this.deadLetters = topics.deadLetters();
        this.client = new HashMap<>(client);
        this.client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        this.client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    }

    /**
     * What a verification found.
     *
     * @param records read in all
     * @param problems in the order of the partitions
     */
    public record Verification(long records, List<ChainProblem> problems) {
        /** Whether every chain is what its writer wrote. */
        public boolean isIntact() {
            return problems.isEmpty();
        }
    }

    /**
     * Reads every chain from its beginning to its end of now, and recomputes every digest.
     *
     * @param visitor sees every event that can be read
     */
    public Verification verify(Consumer<AuditEvent> visitor) {
        List<ChainProblem> problems = new ArrayList<>();
        long links = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            for (TopicPartition chain : partitions(consumer, records)) {
                links += verify(consumer, chain, problems::add, visitor).links();
            }
        }
        return new Verification(links, problems);
    }

    /** How many events wait in all or have been chained: what the number of records grows to when nothing new comes. */
    public long expectedRecords() {
        long expected = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> sources = new ArrayList<>(partitions(consumer, events));
            deadLetters.forEach(topic -> sources.addAll(partitions(consumer, topic)));
            for (TopicPartition source : sources) {
                expected += read(consumer, source, record -> {});
            }
        }
        return expected;
    }

    /**
     * Waits until the chains hold this many records, or for so long.
     *
     * @return whether they do
     */
    public boolean await(long expected, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        long count = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> chains = partitions(consumer, records);
            consumer.assign(chains);
            consumer.seekToBeginning(chains);
            while (count < expected && System.nanoTime() < deadline) {
                count += consumer.poll(POLL).count();
            }
        }
        return count >= expected;
    }

    private ChainVerification verify(
            KafkaConsumer<byte[], byte[]> consumer,
            TopicPartition chain,
            Consumer<ChainProblem> problems,
            Consumer<AuditEvent> visitor) {
        ChainVerifier verifier = new ChainVerifier(ChainHead.genesis(chain.toString()), problems);
        read(consumer, chain, record -> {
            String position = chain + "@" + record.offset();
            try {
                AuditRecord link = records.value().deserializer().deserialize(records.name(), record.value());
                if (link == null) {
                    throw new SerializationException("an empty record");
                }
                verifier.read(position, link(link));
                visit(link, visitor);
            } catch (SerializationException | IllegalArgumentException unreadable) {
                verifier.readUnreadable(position, String.valueOf(unreadable.getMessage()));
            }
        });
        return verifier.finish();
    }

    /** What cannot be decoded was chained all the same, and its digest was checked. */
    private static void visit(AuditRecord link, Consumer<AuditEvent> visitor) {
        AuditEvent event;
        try {
            event = EVENTS.decode(link.getEvent());
        } catch (SerializationException ofAnUnknownVersion) {
            return;
        }
        visitor.accept(event);
    }

    private static ChainLink link(AuditRecord record) {
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

    private static long read(
            KafkaConsumer<byte[], byte[]> consumer,
            TopicPartition partition,
            Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).values().iterator().next();
        long count = 0;
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < end) {
                    reader.accept(record);
                    count++;
                }
            }
        }
        return count;
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, Topic<?> topic) {
        return consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
