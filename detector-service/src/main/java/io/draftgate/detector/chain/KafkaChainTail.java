package io.draftgate.detector.chain;

import io.draftgate.schemas.Topic;
import io.draftgate.schemas.event.AuditRecord;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the end of a chain from the topic itself, committed records only. */
final class KafkaChainTail implements ChainTail {
    /** Transaction markers take offsets too: the last record stands a few before the end. */
    private static final long FIRST_LOOK_BACK = 64;

    private static final Duration POLL = Duration.ofMillis(500);

    private final Topic<AuditRecord> topic;
    private final Map<String, Object> client;

    /** @param client how to reach the brokers: {@code bootstrap.servers}, security */
    KafkaChainTail(Topic<AuditRecord> topic, Map<String, Object> client) {
        this.topic = topic;
        this.client = new HashMap<>(client);
        this.client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        this.client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    }

    @Override
    public Optional<AuditRecord> last(int partition) {
        TopicPartition chain = new TopicPartition(topic.name(), partition);
        try (Consumer<String, AuditRecord> consumer = new KafkaConsumer<>(
                client, new StringDeserializer(), topic.value().deserializer())) {
            consumer.assign(List.of(chain));
            long begin = offset(consumer.beginningOffsets(List.of(chain)));
            long end = offset(consumer.endOffsets(List.of(chain)));
            Optional<AuditRecord> last = Optional.empty();
            for (long back = FIRST_LOOK_BACK; last.isEmpty() && end > begin; back *= 16) {
                long from = Math.max(begin, end - back);
                last = lastBetween(consumer, chain, from, end);
                if (from == begin) {
                    break;
                }
            }
            return last;
        }
    }

    private static long offset(Map<TopicPartition, Long> ofOnePartition) {
        return ofOnePartition.values().iterator().next();
    }

    private static Optional<AuditRecord> lastBetween(
            Consumer<String, AuditRecord> consumer, TopicPartition chain, long from, long end) {
        Optional<AuditRecord> last = Optional.empty();
        consumer.seek(chain, from);
        while (consumer.position(chain) < end) {
            for (ConsumerRecord<String, AuditRecord> found : consumer.poll(POLL)) {
                last = Optional.of(found.value());
            }
        }
        return last;
    }
}
