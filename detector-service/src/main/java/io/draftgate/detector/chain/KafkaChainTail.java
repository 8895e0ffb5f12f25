package io.draftgate.detector.chain;

import io.draftgate.schemas.Topic;
import io.draftgate.schemas.event.AuditRecord;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads a chain, or its end, from the topic itself, committed records only. */
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
        try (KafkaConsumer<String, AuditRecord> consumer = consumer(chain)) {
            long begin = offset(consumer.beginningOffsets(List.of(chain)));
            long end = offset(consumer.endOffsets(List.of(chain)));
            AtomicReference<@Nullable AuditRecord> last = new AtomicReference<>();
            for (long back = FIRST_LOOK_BACK; last.get() == null && end > begin; back *= 16) {
                long from = Math.max(begin, end - back);
                read(consumer, chain, from, end, last::set);
                if (from == begin) {
                    break;
                }
            }
            return Optional.ofNullable(last.get());
        }
    }

    @Override
    public void read(int partition, Consumer<AuditRecord> reader) {
        TopicPartition chain = new TopicPartition(topic.name(), partition);
        try (KafkaConsumer<String, AuditRecord> consumer = consumer(chain)) {
            long begin = offset(consumer.beginningOffsets(List.of(chain)));
            long end = offset(consumer.endOffsets(List.of(chain)));
            read(consumer, chain, begin, end, reader);
        }
    }

    private KafkaConsumer<String, AuditRecord> consumer(TopicPartition chain) {
        KafkaConsumer<String, AuditRecord> consumer = new KafkaConsumer<>(
                client, new StringDeserializer(), topic.value().deserializer());
        consumer.assign(List.of(chain));
        return consumer;
    }

    private static long offset(Map<TopicPartition, Long> ofOnePartition) {
        return ofOnePartition.values().iterator().next();
    }

    private static void read(
            KafkaConsumer<String, AuditRecord> consumer,
            TopicPartition chain,
            long from,
            long end,
            Consumer<AuditRecord> reader) {
        consumer.seek(chain, from);
        while (consumer.position(chain) < end) {
            for (ConsumerRecord<String, AuditRecord> found : consumer.poll(POLL)) {
                reader.accept(found.value());
            }
        }
    }
}
