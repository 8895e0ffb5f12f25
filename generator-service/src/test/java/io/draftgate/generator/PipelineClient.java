package io.draftgate.generator;

import io.draftgate.schemas.EventKey;
import io.draftgate.schemas.Topic;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.PromptCancelled;
import io.draftgate.schemas.event.PromptSubmitted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Submits prompts to a broker and reads what is committed. */
final class PipelineClient implements AutoCloseable {
    private final TopicCatalogue topics;
    private final Map<String, Object> client;
    private final KafkaProducer<String, byte[]> producer;

    PipelineClient(TopicCatalogue topics, String bootstrap) {
        this.topics = topics;
        this.client = Map.of(
                "bootstrap.servers", bootstrap, "isolation.level", "read_committed", "auto.offset.reset", "earliest");
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "max.request.size", Topic.MAX_INPUT_BYTES),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    void submit(PromptSubmitted prompt) {
        Topic<PromptSubmitted> topic = topics.prompts();
        sendRaw(
                new EventKey(prompt.getTenant(), prompt.getId()).text(),
                topic.value().serializer().serialize(topic.name(), prompt));
    }

    void sendRaw(String key, byte[] value) {
        send(topics.prompts(), key, value);
    }

    void cancel(PromptCancelled cancellation) {
        Topic<PromptCancelled> topic = topics.cancellations();
        send(
                topic,
                new EventKey(cancellation.getTenant(), cancellation.getId()).text(),
                topic.value().serializer().serialize(topic.name(), cancellation));
    }

    private void send(Topic<?> topic, String key, byte[] value) {
        producer.send(new ProducerRecord<>(topic.name(), key, value));
        producer.flush();
    }

    /** Drafts until there are so many, or until the time is up. */
    List<DraftGenerated> drafts(int count, Duration patience) {
        return read(topics.generations(), count, patience);
    }

    /** Everything that is committed in a topic by now. */
    <V> List<V> committed(Topic<V> topic) {
        return read(topic, Integer.MAX_VALUE, Duration.ofSeconds(1));
    }

    <V> List<V> read(Topic<V> topic, int count, Duration patience) {
        return read(topic, value -> true, count, patience);
    }

    /** Whether a topic holds so many values of a kind before the time is up. */
    <V> boolean reads(Topic<V> topic, Predicate<V> kind, int count, Duration patience) {
        return read(topic, kind, count, patience).size() >= count;
    }

    private <V> List<V> read(Topic<V> topic, Predicate<V> kind, int count, Duration patience) {
        List<V> values = new ArrayList<>();
        long deadline = System.nanoTime() + patience.toNanos();
        try (KafkaConsumer<String, V> consumer = new KafkaConsumer<>(
                client, new StringDeserializer(), topic.value().deserializer())) {
            consumer.assign(consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList());
            while (values.size() < count && System.nanoTime() < deadline) {
                for (ConsumerRecord<String, V> record : consumer.poll(Duration.ofMillis(100))) {
                    if (kind.test(record.value())) {
                        values.add(record.value());
                    }
                }
            }
        }
        return values;
    }

    @Override
    public void close() {
        producer.close();
    }
}
