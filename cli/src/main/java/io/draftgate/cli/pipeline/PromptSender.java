package io.draftgate.cli.pipeline;

import io.draftgate.cli.promptfile.FilePrompt;
import io.draftgate.gpt2.task.PromptSettings;
import io.draftgate.gpt2.task.SamplingSettings;
import io.draftgate.schemas.CloudEvents;
import io.draftgate.schemas.DurableProducer;
import io.draftgate.schemas.EventKey;
import io.draftgate.schemas.Topic;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.LogitBias;
import io.draftgate.schemas.event.Priority;
import io.draftgate.schemas.event.PromptCancelled;
import io.draftgate.schemas.event.PromptSubmitted;
import io.draftgate.schemas.event.ReviewDecided;
import io.draftgate.streams.tracing.Step;
import io.draftgate.streams.tracing.Tracing;
import io.opentelemetry.api.trace.SpanKind;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes what people ask of the pipeline into its topics. Thread-safe. */
final class PromptSender implements AutoCloseable {
    private static final CloudEvents CLOUD_EVENTS = new CloudEvents("/draftgate/cli");
    private static final String DEFAULT_TENANT = "default";

    private final TopicCatalogue topics;
    private final Producer<String, byte[]> producer;
    private final InstantSource clock;
    private final boolean encrypting;
    private final Tracing tracing;

    /** @param client how to reach the brokers: {@code bootstrap.servers}, security */
    PromptSender(TopicCatalogue topics, Map<String, Object> client, InstantSource clock) {
        this(topics, client, clock, false, Tracing.none());
    }

    /**
     * A sender of prompts.
     *
     * @param topics guarded by the keys, if prompts are to be encrypted
     * @param encrypting whether prompts, and what becomes of them, are encrypted in their topics
     * @param tracing hears of what is submitted
     */
    PromptSender(
            TopicCatalogue topics,
            Map<String, Object> client,
            InstantSource clock,
            boolean encrypting,
            Tracing tracing) {
        Map<String, Object> config = DurableProducer.config(client);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_INPUT_BYTES);
        this.topics = topics;
        this.producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
        this.clock = clock;
        this.encrypting = encrypting;
        this.tracing = tracing;
    }

    /**
     * Submits a prompt.
     *
     * @param extra headers that travel with everything that becomes of it
     * @return where it stands, once that is durable
     */
    CompletableFuture<PromptPosition> submit(FilePrompt prompt, Headers extra) {
        PromptSubmitted event = event(prompt);
        return send(topics.prompts(), new EventKey(event.getTenant(), event.getId()), event, extra);
    }

    CompletableFuture<PromptPosition> cancel(PromptCancelled cancellation, Headers extra) {
        return send(
                topics.cancellations(),
                new EventKey(cancellation.getTenant(), cancellation.getId()),
                cancellation,
                extra);
    }

    CompletableFuture<PromptPosition> decide(ReviewDecided decision, Headers extra) {
        return send(topics.decisions(), new EventKey(decision.getTenant(), decision.getPromptId()), decision, extra);
    }

    // The callback hears of the result; the producer's future says nothing more.
    @SuppressWarnings("FutureReturnValueIgnored")
    private <V extends SpecificRecord> CompletableFuture<PromptPosition> send(
            Topic<V> topic, EventKey key, V event, Headers extra) {
        CompletableFuture<PromptPosition> position = new CompletableFuture<>();
        Step step = tracing.begin(
                "submit",
                SpanKind.PRODUCER,
                extra,
                clock.instant(),
                Map.of("messaging.system", "kafka", "messaging.destination.name", topic.name()));
        Headers headers =
                CLOUD_EVENTS.stamp(step.headers(), event, UUID.randomUUID().toString(), key.text(), clock.instant());
        byte[] value = topic.value().serializer().serialize(topic.name(), event);
        producer.send(new ProducerRecord<>(topic.name(), null, key.text(), value, headers), (metadata, failure) -> {
            if (failure == null) {
                step.end(clock.instant());
                position.complete(new PromptPosition(metadata.partition(), metadata.offset()));
            } else {
                step.fail(clock.instant());
                position.completeExceptionally(failure);
            }
        });
        return position;
    }

    private PromptSubmitted event(FilePrompt prompt) {
        PromptSettings settings = prompt.settings();
        SamplingSettings sampling = settings.sampling();
        return PromptSubmitted.newBuilder()
                .setId(prompt.id())
                .setTenant(prompt.tenant().orElse(DEFAULT_TENANT))
                .setRequestedBy(prompt.requestedBy().orElse(""))
                .setPriority(prompt.priority().orElse(Priority.NORMAL))
                .setTask(settings.task().orElse(null))
                .setPrompt(settings.prompt().orElse(null))
                .setInput(settings.input().orElse(null))
                .setMaxTokens(sampling.maxTokens())
                .setMinTokens(sampling.minTokens())
                .setTemperature(sampling.temperature())
                .setTopK(sampling.topK())
                .setTopP(sampling.topP())
                .setMinP(sampling.minP())
                .setLogitBias(biases(sampling))
                .setRepetitionPenalty(sampling.repetitionPenalty())
                .setPresencePenalty(sampling.presencePenalty())
                .setFrequencyPenalty(sampling.frequencyPenalty())
                .setStop(Objects.requireNonNullElse(sampling.stop(), List.of()))
                .setStopTokenIds(Objects.requireNonNullElse(sampling.stopTokenIds(), List.of()))
                .setStopOnLoop(sampling.stopOnLoop())
                .setMaxSentences(sampling.maxSentences())
                .setTopLogProbabilities(sampling.topLogProbabilities())
                .setSeed(whole(settings.seed()))
                .setN(settings.completions().orElse(1))
                .setLongPrompt(settings.longPrompt().orElse(null))
                .setChoices(settings.choices())
                .setDeadlineMillis(whole(prompt.deadlineMillis()))
                .setMetadata(prompt.metadata())
                .setEncrypted(encrypting)
                .build();
    }

    private static @Nullable Long whole(OptionalLong value) {
        return value.isPresent() ? (Long) value.getAsLong() : null;
    }

    private static List<LogitBias> biases(SamplingSettings sampling) {
        Map<Integer, Double> biases = Objects.requireNonNullElse(sampling.logitBias(), Map.of());
        return biases.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(bias -> new LogitBias(bias.getKey(), bias.getValue()))
                .toList();
    }

    @Override
    public void close() {
        producer.close();
    }
}
