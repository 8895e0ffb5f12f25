package io.draftgate.cli.drill;

import io.draftgate.schemas.Topic;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.DraftScreened;
import io.draftgate.schemas.event.PromptUnfulfilled;
import io.draftgate.streams.DeadLetterCause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads from the beginning how prompts ended, committed records only, in no group: the draft as it was routed, at the end of its
 * way through both services, or the end without a draft. Confined to one thread.
 */
final class OutcomeLog implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Function<ConsumerRecord<String, byte[]>, Optional<Outcome>>> ends = new HashMap<>();
    private final Consumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;

    /** Connects to the broker, which must be there now. */
    OutcomeLog(TopicCatalogue topics, Map<String, Object> client) {
        for (Topic<DraftScreened> route : List.of(topics.published(), topics.review(), topics.blocked())) {
            ends.put(route.name(), record -> Optional.of(routed(route, record)));
        }
        ends.put(topics.rejected().name(), record -> Optional.of(written(record, "rejected")));
        ends.put(topics.unfulfilled().name(), record -> Optional.of(unfulfilled(topics.unfulfilled(), record)));
        ends.put(topics.generatorDeadLetters().name(), record -> deadLettered(topics.prompts(), record));
        Map<String, Object> config = new HashMap<>(client);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
        this.partitions = ends.keySet().stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** A draft that was generated before a fault says nothing of the recovery, even if it is screened after it. */
    private static Outcome routed(Topic<DraftScreened> route, ConsumerRecord<String, byte[]> record) {
        DraftScreened screened = route.value().deserializer().deserialize(route.name(), record.value());
        return new Outcome(record.key(), Outcome.GENERATED, screened.getDraft().getGeneratedAt());
    }

    private static Outcome unfulfilled(Topic<PromptUnfulfilled> topic, ConsumerRecord<String, byte[]> record) {
        PromptUnfulfilled end = topic.value().deserializer().deserialize(topic.name(), record.value());
        return written(record, end.getOutcome().toString().toLowerCase(Locale.ROOT));
    }

    /** A dead letter ends a prompt only if it is the prompt. */
    private static Optional<Outcome> deadLettered(Topic<?> prompts, ConsumerRecord<String, byte[]> letter) {
        return DeadLetterCause.of(letter.headers())
                .origin()
                .filter(origin -> origin.getTopic().equals(prompts.name()))
                .map(origin -> written(letter, "deadLettered"));
    }

    private static Outcome written(ConsumerRecord<String, byte[]> record, String kind) {
        return new Outcome(record.key(), kind, Instant.ofEpochMilli(record.timestamp()));
    }

    /** What has come since the last call, waiting for the first at most this long; nothing while the broker is away. */
    List<Outcome> poll(Duration patience) {
        List<Outcome> outcomes = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : consumer.poll(patience)) {
            Optional.ofNullable(ends.get(record.topic()))
                    .flatMap(end -> end.apply(record))
                    .ifPresent(outcomes::add);
        }
        return outcomes;
    }

    /** Everything that was written until now, once the broker has ended the transactions that are open. */
    static List<Outcome> readAll(TopicCatalogue topics, Map<String, Object> client) {
        try (OutcomeLog log = new OutcomeLog(topics, client);
                Consumer<byte[], byte[]> uncommitted =
                        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return log.readTo(uncommitted.endOffsets(log.partitions));
        }
    }

    private List<Outcome> readTo(Map<TopicPartition, Long> ends) {
        List<Outcome> outcomes = new ArrayList<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            outcomes.addAll(poll(POLL));
        }
        return outcomes;
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
