package io.draftgate.cli.drill;

import io.draftgate.cli.command.CommandException;
import io.draftgate.schemas.DurableProducer;
import io.draftgate.schemas.EventKey;
import io.draftgate.schemas.Topic;
import io.draftgate.schemas.event.Priority;
import io.draftgate.schemas.event.PromptSubmitted;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Submits prompts to a broker that may die meanwhile: what is sent then is sent again. Confined to one thread. */
final class PromptFeed implements AutoCloseable {
    /** Whose outcomes are counted. */
    static final String TENANT = "drill";

    /** Longer than any broker of a drill is away. */
    private static final Duration DELIVERY_PATIENCE = Duration.ofMinutes(5);

    private final Topic<PromptSubmitted> topic;
    private final String tenant;
    private final int maxTokens;
    private final Producer<String, byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private int submitted;

    /**
     * Connects to the broker, which must be there now.
     *
     * @param tenant whose prompts they are
     * @param maxTokens of each draft
     */
    PromptFeed(Topic<PromptSubmitted> topic, String tenant, int maxTokens, Map<String, Object> client) {
        Map<String, Object> config = DurableProducer.config(client);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY_PATIENCE.toMillis());
        this.topic = topic;
        this.tenant = tenant;
        this.maxTokens = maxTokens;
        this.producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
        producer.partitionsFor(topic.name());
    }

    /** Submits prompts until there are so many; does not wait until they are durable. */
    // The callback hears of the result; the future says nothing more.
    @SuppressWarnings("FutureReturnValueIgnored")
    void submitUpTo(int total) {
        for (; submitted < total; submitted++) {
            PromptSubmitted prompt = prompt(tenant, submitted, maxTokens);
            byte[] value = topic.value().serializer().serialize(topic.name(), prompt);
            producer.send(new ProducerRecord<>(topic.name(), key(tenant, submitted), value), (metadata, failed) -> {
                if (failed != null) {
                    failure.compareAndSet(null, failed);
                }
            });
        }
    }

    /** How many were submitted. */
    int submitted() {
        return submitted;
    }

    /** @throws CommandException if a prompt was given up: then nothing can be said about its outcome */
    void requireDelivery() {
        Exception failed = failure.get();
        if (failed != null) {
            throw CommandException.couldNotRun(
                    "not-submitted",
                    "a prompt could not be submitted: " + failed.getMessage(),
                    "See the log of the broker, which --logs DIR keeps");
        }
    }

    /** Key of everything that is about a prompt of the tenant whose outcomes are counted. */
    static String key(int number) {
        return key(TENANT, number);
    }

    private static String key(String tenant, int number) {
        return new EventKey(tenant, "p" + number).text();
    }

    /** The text of a prompt. */
    static String text(int number) {
        return "Once upon a time there were " + (number + 2) + " friends who";
    }

    /** A prompt, the same for the same number. */
    static PromptSubmitted prompt(String tenant, int number, int maxTokens) {
        EventKey key = EventKey.parse(key(tenant, number));
        return PromptSubmitted.newBuilder()
                .setId(key.id())
                .setTenant(key.tenant())
                .setRequestedBy("drill")
                .setPriority(Priority.NORMAL)
                .setPrompt(text(number))
                .setMaxTokens(maxTokens)
                .build();
    }

    /** Gives up what is not yet sent: whoever cares has waited for the outcomes. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
