package io.draftgate.cli.deadletter;

import io.draftgate.cli.command.CommandException;
import io.draftgate.schemas.AuditEvents;
import io.draftgate.schemas.CloudEvents;
import io.draftgate.schemas.Topic;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditStep;
import io.draftgate.schemas.event.DeadLetterSettled;
import io.draftgate.schemas.event.Settlement;
import io.draftgate.schemas.event.SourcePosition;
import io.draftgate.streams.DeadLetterCause;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Settles dead letters, each in one transaction: the record back to its origin, the marker that it is settled, and the audit
 * event. There is one desk a pipeline: whoever opens it fences the one before, so two people cannot redrive the same letter. What
 * is settled must be read after the desk was opened. Confined to one thread.
 */
final class SettlementDesk implements AutoCloseable {
    /** On a redriven record: which letter it was. */
    static final String REDRIVEN_HEADER = "draftgate-redriven-from";

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private static final CloudEvents EVENT_ATTRIBUTES = new CloudEvents("/draftgate/cli");

    private final TopicCatalogue topics;
    private final Producer<byte[], byte[]> producer;
    private final InstantSource clock;

    private SettlementDesk(TopicCatalogue topics, Producer<byte[], byte[]> producer, InstantSource clock) {
        this.topics = topics;
        this.producer = producer;
        this.clock = clock;
    }

    /**
     * Who settles, and why.
     *
     * @param by name of the person
     * @param reason empty when not told
     */
    record Decision(Settlement settlement, String by, String reason) {}

    /** Opens the desk; returns when nobody else's settlement is half done. */
    static SettlementDesk open(TopicCatalogue topics, Map<String, Object> client, InstantSource clock) {
        Map<String, Object> config = new HashMap<>(client);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topics.prefix() + "dlq");
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_RECORD_BYTES);
        Producer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        SettlementDesk desk = new SettlementDesk(topics, producer, clock);
        try {
            producer.initTransactions();
            return desk;
        } catch (KafkaException e) {
            desk.close();
            throw e;
        }
    }

    /**
     * Settles a letter.
     *
     * @throws CommandException if it cannot be sent back, or somebody else has opened the desk meanwhile; then nothing changed
     */
    void settle(DeadLetter letter, Decision decision) {
        Optional<ProducerRecord<byte[], byte[]>> back =
                decision.settlement() == Settlement.REDRIVEN ? Optional.of(redriven(letter)) : Optional.empty();
        try {
            producer.beginTransaction();
            back.ifPresent(this::send);
            mark(letter, decision);
            audit(letter, decision);
            producer.commitTransaction();
        } catch (ProducerFencedException | InvalidProducerEpochException fenced) {
            throw CommandException.couldNotRun(
                    "fenced",
                    "somebody else began to work on the dead letters",
                    "Run 'draftgate dlq list' and decide again");
        } catch (KafkaException e) {
            producer.abortTransaction();
            throw CommandException.couldNotRun(
                    "not-settled",
                    letter.id() + " stays as it was: " + e.getMessage(),
                    "Check the cluster and try again");
        }
    }

    private ProducerRecord<byte[], byte[]> redriven(DeadLetter letter) {
        SourcePosition origin = letter.cause()
                .origin()
                .filter(position ->
                        topics.all().stream().anyMatch(topic -> topic.name().equals(position.getTopic())))
                .orElseThrow(() -> CommandException.couldNotRun(
                        "no-origin",
                        letter.id() + " does not tell which topic of this pipeline it came from",
                        "Drop it, or submit its content anew"));
        Headers headers = new RecordHeaders();
        letter.record().headers().forEach(header -> {
            if (!DeadLetterCause.isOwn(header) && !header.key().equals(REDRIVEN_HEADER)) {
                headers.add(header);
            }
        });
        headers.add(REDRIVEN_HEADER, letter.id().toString().getBytes(StandardCharsets.UTF_8));
        return new ProducerRecord<>(
                origin.getTopic(),
                origin.getPartition(),
                letter.record().key(),
                letter.record().value(),
                headers);
    }

    private void mark(DeadLetter letter, Decision decision) {
        DeadLetterSettled settled = DeadLetterSettled.newBuilder()
                .setLetter(letter.id().position())
                .setSettlement(decision.settlement())
                .setSettledBy(decision.by())
                .setReason(decision.reason())
                .setSettledAt(clock.instant())
                .build();
        send(record(
                topics.deadLetterSettlements(),
                letter.id().partition(),
                letter.id().toString(),
                settled,
                letter));
    }

    private void audit(DeadLetter letter, Decision decision) {
        AuditStep step = decision.settlement() == Settlement.REDRIVEN
                ? AuditStep.DEAD_LETTER_REDRIVEN
                : AuditStep.DEAD_LETTER_DROPPED;
        String why = decision.reason().isEmpty() ? "" : ": " + decision.reason();
        AuditEvent event = new AuditEvents(decision.by())
                .event(
                        step,
                        letter.key(),
                        null,
                        letter.id().position(),
                        clock.instant(),
                        LetterDocument.words(decision.settlement()) + " by " + decision.by() + why,
                        null);
        send(record(topics.auditEvents(), null, letter.key().text(), event, letter));
    }

    private <V extends SpecificRecord> ProducerRecord<byte[], byte[]> record(
            Topic<V> topic, @Nullable Integer partition, String key, V event, DeadLetter letter) {
        Instant now = clock.instant();
        String id = letter.id() + "/" + event.getSchema().getName();
        Headers headers = EVENT_ATTRIBUTES.stamp(
                new RecordHeaders(), event, id, letter.key().text(), now);
        byte[] value = topic.value().serializer().serialize(topic.name(), event);
        return new ProducerRecord<>(topic.name(), partition, key.getBytes(StandardCharsets.UTF_8), value, headers);
    }

    // A record that cannot be written fails the commit.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(ProducerRecord<byte[], byte[]> record) {
        producer.send(record);
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}
