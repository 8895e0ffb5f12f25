package io.draftgate.cli.audit;

import io.draftgate.schemas.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads partitions from their beginning to their end of now, committed records only. Confined to one thread. */
final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);

    /**
     * How long a broker may wait for more at the end of a partition. A consumer that is given another partition first waits for
     * that answer: with the default of 500 ms, a log of four partitions takes seconds however short it is.
     */
    private static final int MAX_WAIT_MILLIS = 10;

    private final KafkaConsumer<byte[], byte[]> consumer;

    /** @param client how to reach the brokers: {@code bootstrap.servers}, security */
    TopicReader(Map<String, Object> client) {
        Map<String, Object> config = new HashMap<>(client);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, MAX_WAIT_MILLIS);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** The partitions of a topic, none if there is no such topic. */
    List<TopicPartition> partitions(Topic<?> topic) {
        List<PartitionInfo> known =
                Optional.ofNullable(consumer.partitionsFor(topic.name())).orElse(List.of());
        return known.stream()
                .map(PartitionInfo::partition)
                .sorted()
                .map(partition -> new TopicPartition(topic.name(), partition))
                .toList();
    }

    /**
     * Reads a partition.
     *
     * @return how many records there were
     */
    long read(TopicPartition partition, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
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

    /**
     * Reads one record.
     *
     * @return empty if there is none at the offset
     */
    Optional<ConsumerRecord<byte[], byte[]>> record(TopicPartition partition, long offset) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, offset);
        long end = consumer.endOffsets(List.of(partition)).values().iterator().next();
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                return record.offset() == offset ? Optional.of(record) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /**
     * Waits until partitions hold this many records in all, or for so long.
     *
     * @return whether they do
     */
    boolean await(List<TopicPartition> partitions, long expected, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        long count = 0;
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        while (count < expected && System.nanoTime() < deadline) {
            count += consumer.poll(POLL).count();
        }
        return count >= expected;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
