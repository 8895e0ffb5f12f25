package io.draftgate.cli;

import io.draftgate.audit.AuditChain;
import io.draftgate.audit.ChainHead;
import io.draftgate.audit.ChainLink;
import io.draftgate.audit.checkpoint.Checkpoint;
import io.draftgate.audit.checkpoint.SignedCheckpoint;
import io.draftgate.audit.merkle.Frontier;
import io.draftgate.audit.note.NoteSigner;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes logs of one partition into a real Kafka, honest ones and others. */
record LogWriter(String bootstrapServers, NoteSigner key) {
    private static final EventSerde<AuditEvent> EVENTS = EventSerde.of(AuditEvent.class);
    private static final EventSerde<AuditRecord> RECORDS = EventSerde.of(AuditRecord.class);

    /** A log of one partition under its own prefix. */
    static TopicCatalogue topics(String name) {
        return new TopicCatalogue(name + ".", 1);
    }

    /** The chain that the writer makes of events. */
    static List<ChainLink> chain(String chainName, List<AuditEvent> events) {
        List<ChainLink> chain = new ArrayList<>();
        ChainHead head = ChainHead.genesis(chainName);
        for (AuditEvent event : events) {
            ChainLink link = AuditChain.append(head, EVENTS.encode(event));
            chain.add(link);
            head = link.head();
        }
        return chain;
    }

    /** The checkpoint over the first records of a chain. */
    SignedCheckpoint checkpoint(String chainName, List<ChainLink> chain, int size) {
        Frontier frontier = Frontier.EMPTY;
        for (ChainLink link : chain.subList(0, size)) {
            frontier = frontier.append(link.entry());
        }
        return SignedCheckpoint.sign(new Checkpoint(key.name() + "/" + chainName, size, frontier.root()), key);
    }

    /** Writes records and checkpoints as they are given, whatever they are. */
    void write(TopicCatalogue topics, List<ChainLink> chain, List<String> checkpoints) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(Stream.of(topics.auditRecords(), topics.auditCheckpoints())
                            .map(topic -> new NewTopic(topic.name(), 1, (short) 1))
                            .toList())
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer())) {
            for (ChainLink link : chain) {
                producer.send(new ProducerRecord<>(topics.auditRecords().name(), 0, "k", encoded(link)));
            }
            for (String checkpoint : checkpoints) {
                producer.send(new ProducerRecord<>(
                        topics.auditCheckpoints().name(), 0, "k", checkpoint.getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    private static byte[] encoded(ChainLink link) {
        return RECORDS.encode(AuditRecord.newBuilder()
                .setIndex(link.index())
                .setPreviousDigest(ByteBuffer.wrap(link.previous().bytes()))
                .setEvent(ByteBuffer.wrap(link.content()))
                .setDigest(ByteBuffer.wrap(link.digest().bytes()))
                .build());
    }
}
