package io.draftgate.review;

import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.ReviewDecided;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What was decided, as it stands in Kafka. */
final class Decisions {
    private Decisions() {}

    static List<ReviewDecided> all(TopicCatalogue topics, Map<String, Object> client) {
        Map<String, Object> config = new HashMap<>(client);
        config.put("isolation.level", "read_committed");
        List<ReviewDecided> all = new ArrayList<>();
        try (KafkaConsumer<String, ReviewDecided> consumer = new KafkaConsumer<>(
                config, new StringDeserializer(), topics.decisions().value().deserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, topics.partitions())
                    .mapToObj(i -> new TopicPartition(topics.decisions().name(), i))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> all.add(record.value()));
            }
        }
        return all;
    }
}
