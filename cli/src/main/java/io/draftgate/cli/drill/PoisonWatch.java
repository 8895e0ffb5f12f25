package io.draftgate.cli.drill;

import io.draftgate.schemas.Topic;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.ReportKind;
import io.draftgate.schemas.event.WorkReported;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Watches the workers' reports for the start of one prompt. Confined to one thread. */
final class PoisonWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);

    private final Topic<WorkReported> reports;
    private final String prompts;
    private final String key;
    private final Consumer<String, byte[]> consumer;
    private final Set<String> positions = new HashSet<>();

    /** @param key of the prompt */
    PoisonWatch(TopicCatalogue topics, Map<String, Object> client, String key) {
        this.reports = topics.completions();
        this.prompts = topics.prompts().name();
        this.key = key;
        this.consumer = new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = List.of(prompts, reports.name()).stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Whether a worker has reported that it begins the prompt, since the last call. */
    boolean sawAStart() {
        boolean started = false;
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
            if (record.topic().equals(prompts)) {
                if (record.key().equals(key)) {
                    positions.add(record.partition() + "@" + record.offset());
                }
            } else {
                WorkReported report = reports.value().deserializer().deserialize(reports.name(), record.value());
                started |= report.getKind() == ReportKind.STARTED
                        && positions.contains(record.partition() + "@" + report.getOffset());
            }
        }
        return started;
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
