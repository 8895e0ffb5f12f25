package io.draftgate.cli.pipeline;

import io.draftgate.cli.pipeline.PipelineEvent.DeadLettered;
import io.draftgate.cli.pipeline.PipelineEvent.Rejected;
import io.draftgate.cli.pipeline.PipelineEvent.Screened;
import io.draftgate.cli.pipeline.PipelineEvent.Unfulfilled;
import io.draftgate.schemas.Topic;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.DraftScreened;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads what comes out of the pipeline, committed events only, in no group. Confined to one thread. */
final class PipelineEvents implements AutoCloseable {
    private static final String ERROR_HEADER = "__streams.errors.";

    private final TopicCatalogue topics;
    private final Map<String, Function<byte[], PipelineEvent>> readers = new HashMap<>();
    private final Consumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    /**
     * A reader that has to be placed with one of the {@code seek} methods.
     *
     * @param client how to reach the brokers: {@code bootstrap.servers}, security
     */
    PipelineEvents(TopicCatalogue topics, Map<String, Object> client) {
        this.topics = topics;
        for (Topic<DraftScreened> route : List.of(topics.published(), topics.review(), topics.blocked())) {
            read(route, Screened::new);
        }
        read(topics.rejected(), Rejected::new);
        read(topics.unfulfilled(), Unfulfilled::new);
        Map<String, Object> config = new HashMap<>(client);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.partitions = Stream.concat(
                        readers.keySet().stream(),
                        Stream.of(
                                topics.generatorDeadLetters().name(),
                                topics.detectorDeadLetters().name()))
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
    }

    private <V> void read(Topic<V> topic, Function<V, PipelineEvent> event) {
        readers.put(
                topic.name(), bytes -> event.apply(topic.value().deserializer().deserialize(topic.name(), bytes)));
    }

    /** What is written from now on. */
    void seekToEnd() {
        seek(end());
    }

    void seekToBeginning() {
        consumer.seekToBeginning(partitions);
    }

    void seek(Map<TopicPartition, Long> offsets) {
        offsets.forEach(consumer::seek);
    }

    /** Where what is written from now on will stand. */
    Map<TopicPartition, Long> end() {
        return consumer.endOffsets(partitions);
    }

    /** What has come since the last call, waiting for the first event at most this long. */
    List<PipelineEvent> poll(Duration patience) {
        List<PipelineEvent> events = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(patience)) {
            event(record).ifPresent(events::add);
        }
        return events;
    }

    private Optional<PipelineEvent> event(ConsumerRecord<byte[], byte[]> record) {
        Function<byte[], PipelineEvent> reader = readers.get(record.topic());
        if (reader == null) {
            return deadLetter(record);
        }
        try {
            return Optional.ofNullable(record.value()).map(reader);
        } catch (SerializationException writtenByAStranger) {
            return Optional.empty();
        }
    }

    private Optional<PipelineEvent> deadLetter(ConsumerRecord<byte[], byte[]> letter) {
        String origin = header(letter, "topic").orElse("");
        String reason = header(letter, "message").orElse("no reason given");
        if (origin.equals(topics.prompts().name())) {
            return position(letter).map(prompt -> new DeadLettered(prompt, reason));
        }
        if (origin.equals(topics.generations().name())) {
            return draft(letter.value())
                    .map(draft -> new DeadLettered(PromptPosition.of(draft.getSource()), "screening: " + reason));
        }
        return Optional.empty();
    }

    private static Optional<PromptPosition> position(ConsumerRecord<byte[], byte[]> letter) {
        return header(letter, "partition")
                .flatMap(partition -> header(letter, "offset")
                        .map(offset -> new PromptPosition(Integer.parseInt(partition), Long.parseLong(offset))));
    }

    private Optional<DraftGenerated> draft(byte @Nullable [] value) {
        Topic<DraftGenerated> topic = topics.generations();
        try {
            return Optional.ofNullable(topic.value().deserializer().deserialize(topic.name(), value));
        } catch (SerializationException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<String> header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(ERROR_HEADER + name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
