package io.draftgate.cli.registry;

import io.draftgate.registry.SchemaRegistry;
import io.draftgate.registry.WireFormat;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Copies one topic, partition by partition, in the registry's wire format. Copies and the offsets they end at are one transaction,
 * and who begins later with the same copy fences who began before, so each record is copied once whatever dies. Confined to one
 * thread.
 */
final class TopicBridge implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);

    private final Topic<?> topic;
    private final String copy;
    private final Map<String, Object> client;
    private final Recoding<?> recoding;
    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final List<TopicPartition> partitions;

    /** From one encoding to the other. */
    private record Recoding<V extends SpecificRecord>(EventSerde<V> events, WireFormat<V> wire) {
        static <V extends SpecificRecord> Recoding<V> of(EventSerde<V> events, SchemaRegistry registry) {
            return new Recoding<>(events, WireFormat.of(registry, events.type()));
        }

        byte @Nullable [] recoded(String copy, byte @Nullable [] value) {
            return value == null ? null : wire.serialize(copy, events.decode(value));
        }
    }

    /**
     * A bridge that has not copied anything yet.
     *
     * @param topic of records, as they lie in Kafka
     */
    TopicBridge(Topic<?> topic, String copy, Map<String, Object> client, SchemaRegistry registry) {
        if (!(topic.value() instanceof EventSerde<?> events)) {
            throw new IllegalArgumentException(topic.name() + " holds no records with a schema");
        }
        this.topic = topic;
        this.copy = copy;
        this.client = client;
        this.recoding = Recoding.of(events, registry);
        String identity = "schemas-bridge-" + copy;
        Map<String, Object> reading = new HashMap<>(client);
        reading.put(ConsumerConfig.GROUP_ID_CONFIG, identity);
        reading.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        reading.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.consumer = new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        Map<String, Object> writing = new HashMap<>(client);
        writing.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, identity);
        writing.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_RECORD_BYTES);
        this.producer = new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer());
        this.partitions = consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    /** Makes the copy's topic where it is missing, with as many partitions, and fences whoever copied before. */
    void prepare() throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(client)) {
            admin.createTopics(List.of(new NewTopic(copy, Optional.of(partitions.size()), Optional.empty())
                            .configs(topic.config())))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
        producer.initTransactions();
        consumer.assign(partitions);
    }

    /**
     * Copies.
     *
     * @param once whether to stop at what is the end now; else when the thread is interrupted
     * @return how many records
     * @throws SerializationException that names the record which cannot be read
     */
    long copy(boolean once) {
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
        long copied = 0;
        while (!once || end.entrySet().stream().anyMatch(one -> consumer.position(one.getKey()) < one.getValue())) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                producer.beginTransaction();
                records.forEach(this::send);
                producer.sendOffsetsToTransaction(positions(), consumer.groupMetadata());
                producer.commitTransaction();
                copied += records.count();
            }
        }
        return copied;
    }

    // A send that fails makes the commit fail.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(ConsumerRecord<byte[], byte[]> record) {
        byte[] value;
        try {
            value = recoding.recoded(copy, record.value());
        } catch (SerializationException e) {
            throw new SerializationException(
                    record.topic() + "-" + record.partition() + "@" + record.offset() + " is " + e.getMessage(), e);
        }
        producer.send(new ProducerRecord<>(
                copy, record.partition(), record.timestamp(), record.key(), value, record.headers()));
    }

    private Map<TopicPartition, OffsetAndMetadata> positions() {
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        partitions.forEach(partition -> positions.put(partition, new OffsetAndMetadata(consumer.position(partition))));
        return positions;
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
