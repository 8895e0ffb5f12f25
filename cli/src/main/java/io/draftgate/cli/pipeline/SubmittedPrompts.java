package io.draftgate.cli.pipeline;

import io.draftgate.schemas.EventKey;
import io.draftgate.schemas.Topic;
import io.draftgate.schemas.event.PromptSubmitted;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Finds in the prompts topic what an earlier run of a batch has submitted. Confined to one thread. */
final class SubmittedPrompts implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);

    private final Consumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;

    /** @param client how to reach the brokers: {@code bootstrap.servers}, security */
    SubmittedPrompts(Topic<PromptSubmitted> prompts, Map<String, Object> client) {
        Map<String, Object> config = new HashMap<>(client);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
        this.partitions = consumer.partitionsFor(prompts.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
    }

    /** Where prompts that are submitted from now on will stand. */
    Map<TopicPartition, Long> end() {
        return consumer.endOffsets(partitions);
    }

    /**
     * Enters the prompts of a batch into a ledger.
     *
     * @param from where the batch began
     * @return the line of each prompt that was found, with its id
     */
    Map<Integer, String> find(String batch, Map<TopicPartition, Long> from, PromptLedger ledger) {
        Map<Integer, String> found = new HashMap<>();
        Map<TopicPartition, Long> end = end();
        from.forEach(consumer::seek);
        while (end.entrySet().stream().anyMatch(one -> consumer.position(one.getKey()) < one.getValue())) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                OptionalInt line = line(batch, record);
                if (line.isPresent() && !found.containsKey(line.getAsInt())) {
                    String id = EventKey.parse(record.key()).id();
                    found.put(line.getAsInt(), id);
                    ledger.submitted(line.getAsInt(), id, new PromptPosition(record.partition(), record.offset()));
                }
            }
        }
        return found;
    }

    private static OptionalInt line(String batch, ConsumerRecord<String, byte[]> record) {
        Header header = record.headers().lastHeader(PromptSubmission.BATCH_HEADER);
        if (header == null || header.value() == null) {
            return OptionalInt.empty();
        }
        String text = new String(header.value(), StandardCharsets.UTF_8);
        return text.startsWith(batch + "/")
                ? OptionalInt.of(Integer.parseInt(text.substring(batch.length() + 1)))
                : OptionalInt.empty();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
