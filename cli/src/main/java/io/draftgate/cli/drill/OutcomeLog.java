package io.draftgate.cli.drill;

import io.draftgate.schemas.Topic;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.PromptUnfulfilled;
import java.nio.charset.StandardCharsets;
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
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads from the beginning how prompts ended, committed records only, in no group. Confined to one thread. */
final class OutcomeLog implements AutoCloseable {
    private static final String ORIGIN_HEADER = "__streams.errors.topic";
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Function<ConsumerRecord<String, byte[]>, Optional<String>>> kinds = new HashMap<>();
    private final Consumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;

    /** Connects to the broker, which must be there now. */
    OutcomeLog(TopicCatalogue topics, Map<String, Object> client) {
        kinds.put(topics.generations().name(), record -> Optional.of(Outcome.GENERATED));
        kinds.put(topics.rejected().name(), record -> Optional.of("rejected"));
        kinds.put(topics.unfulfilled().name(), record -> unfulfilled(topics.unfulfilled(), record));
        kinds.put(topics.generatorDeadLetters().name(), record -> deadLettered(topics.prompts(), record));
        Map<String, Object> config = new HashMap<>(client);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
        this.partitions = kinds.keySet().stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    private static Optional<String> unfulfilled(Topic<PromptUnfulfilled> topic, ConsumerRecord<String, byte[]> record) {
        PromptUnfulfilled end = topic.value().deserializer().deserialize(topic.name(), record.value());
        return Optional.of(end.getOutcome().toString().toLowerCase(Locale.ROOT));
    }

    /** A dead letter ends a prompt only if it is the prompt. */
    private static Optional<String> deadLettered(Topic<?> prompts, ConsumerRecord<String, byte[]> letter) {
        Header origin = letter.headers().lastHeader(ORIGIN_HEADER);
        boolean isPrompt = origin != null && prompts.name().equals(new String(origin.value(), StandardCharsets.UTF_8));
        return isPrompt ? Optional.of("deadLettered") : Optional.empty();
    }

    /** What has come since the last call, waiting for the first at most this long; nothing while the broker is away. */
    List<Outcome> poll(Duration patience) {
        List<Outcome> outcomes = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : consumer.poll(patience)) {
            Instant at = Instant.ofEpochMilli(record.timestamp());
            Optional.ofNullable(kinds.get(record.topic()))
                    .flatMap(kind -> kind.apply(record))
                    .ifPresent(kind -> outcomes.add(new Outcome(record.key(), kind, at)));
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
