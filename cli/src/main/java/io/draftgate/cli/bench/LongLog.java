package io.draftgate.cli.bench;

import io.draftgate.audit.AuditChain;
import io.draftgate.audit.ChainHead;
import io.draftgate.audit.ChainLink;
import io.draftgate.audit.checkpoint.Checkpoint;
import io.draftgate.audit.checkpoint.SignedCheckpoint;
import io.draftgate.audit.merkle.Frontier;
import io.draftgate.audit.note.NoteSigner;
import io.draftgate.schemas.AuditEvents;
import io.draftgate.schemas.EventKey;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditRecord;
import io.draftgate.schemas.event.AuditStep;
import io.draftgate.schemas.event.SourcePosition;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes a log of any length as the audit application does, straight into the topics. */
record LongLog(TopicCatalogue topics, NoteSigner key) {
    private static final EventSerde<AuditEvent> EVENTS = EventSerde.of(AuditEvent.class);
    private static final EventSerde<AuditRecord> RECORDS = EventSerde.of(AuditRecord.class);
    private static final int CHECKPOINT_EVERY = 1000;
    private static final int BATCH_BYTES = 1 << 18;
    private static final AuditEvents AUDIT = new AuditEvents("bench");

    // Closing waits for what was sent; the log is verified afterwards.
    @SuppressWarnings("FutureReturnValueIgnored")
    void write(Map<String, Object> client, int records, int eventBytes) {
        Map<String, Object> config = new HashMap<>(client);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        String chainName = topics.auditRecords().name() + "-0";
        SplittableRandom random = new SplittableRandom(1);
        ChainHead head = ChainHead.genesis(chainName);
        Frontier frontier = Frontier.EMPTY;
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < records; i++) {
                byte[] payload = new byte[eventBytes];
                random.nextBytes(payload);
                ChainLink link = AuditChain.append(head, EVENTS.encode(event(i, payload)));
                head = link.head();
                frontier = frontier.append(link.entry());
                send(producer, new ProducerRecord<>(topics.auditRecords().name(), 0, "k", encoded(link)), failure);
                if (frontier.size() % CHECKPOINT_EVERY == 0) {
                    send(producer, checkpoint(chainName, frontier), failure);
                }
            }
        }
        Exception reason = failure.get();
        if (reason != null) {
            throw new IllegalStateException("the log could not be written: " + reason.getMessage(), reason);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The callback hears of a failure.
    private static void send(
            KafkaProducer<String, byte[]> producer,
            ProducerRecord<String, byte[]> record,
            AtomicReference<@Nullable Exception> failure) {
        producer.send(record, (metadata, exception) -> {
            if (exception != null) {
                failure.compareAndSet(null, exception);
            }
        });
    }

    private ProducerRecord<String, byte[]> checkpoint(String chainName, Frontier frontier) {
        Checkpoint checkpoint = new Checkpoint(key.name() + "/" + chainName, frontier.size(), frontier.root());
        byte[] note = SignedCheckpoint.sign(checkpoint, key).toString().getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(topics.auditCheckpoints().name(), 0, checkpoint.origin(), note);
    }

    private static AuditEvent event(int number, byte[] payload) {
        return AUDIT.event(
                AuditStep.ADMITTED,
                new EventKey("default", "p" + number),
                null,
                new SourcePosition("drafts.prompts", 0, (long) number),
                Instant.EPOCH.plusMillis(number),
                "a step of the benchmark",
                payload);
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
