package io.draftgate.cli.drill;

import io.draftgate.cli.command.CommandException;
import io.draftgate.schemas.DurableProducer;
import io.draftgate.schemas.EventKey;
import io.draftgate.schemas.Topic;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.DraftScreened;
import io.draftgate.schemas.event.PromptSubmitted;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Keeps so many prompts in a pipeline and times what comes out, as one client with one clock: the broker's, which runs on the same
 * machine. Partitions take turns, so that no worker has more to do than another. Confined to one thread.
 */
final class BenchPipelineLoad implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** A prompt on its way; times are filled in as they are learned. */
    private static final class Pending {
        private volatile long append;
        private long slot;
        private long token;
        private long draft;
        private long routed;
        private int tokens;
    }

    private final TopicCatalogue topics;
    private final int maxTokens;
    private final boolean isRouted;
    private final Producer<String, byte[]> producer;
    private final Consumer<String, byte[]> consumer;
    private final Map<String, Topic<DraftScreened>> routes = new HashMap<>();
    private final Map<String, Pending> pending = new ConcurrentHashMap<>();
    private final BooleanSupplier isHealthy;
    private int submitted;

    /**
     * Connects.
     *
     * @param isRouted whether there is a detector that routes drafts; else they end in {@code drafts.generations}
     * @param isHealthy whether the processes are there
     */
    BenchPipelineLoad(
            TopicCatalogue topics,
            Map<String, Object> client,
            int maxTokens,
            boolean isRouted,
            BooleanSupplier isHealthy) {
        this.topics = topics;
        this.maxTokens = maxTokens;
        this.isRouted = isRouted;
        this.isHealthy = isHealthy;
        Map<String, Object> sending = DurableProducer.config(client);
        sending.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        this.producer = new KafkaProducer<>(sending, new StringSerializer(), new ByteArraySerializer());
        Map<String, Object> reading = new HashMap<>(client);
        reading.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.consumer = new KafkaConsumer<>(reading, new StringDeserializer(), new ByteArrayDeserializer());
        if (isRouted) {
            List.of(topics.published(), topics.review(), topics.blocked())
                    .forEach(route -> routes.put(route.name(), route));
        }
        List<TopicPartition> partitions = Stream.concat(
                        Stream.of(topics.generations().name()), routes.keySet().stream())
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Hears how many have come out. */
    interface Progress {
        Progress NONE = ended -> {};

        void ended(int prompts);
    }

    /**
     * Sends prompts and returns when each has come out.
     *
     * @param inFlight how many are in the pipeline at a time, at most
     * @throws CommandException if nothing comes any more
     */
    BenchPipelineShare run(int prompts, int inFlight, Progress progress) {
        BenchPipelineShare share = new BenchPipelineShare();
        int sent = 0;
        int ended = 0;
        long lastSeen = System.nanoTime();
        while (ended < prompts) {
            while (sent < prompts && sent - ended < inFlight) {
                submit();
                sent++;
            }
            var records = consumer.poll(POLL);
            long now = System.currentTimeMillis();
            for (ConsumerRecord<String, byte[]> record : records) {
                if (see(record, now, share)) {
                    ended++;
                    progress.ended(ended);
                    lastSeen = System.nanoTime();
                }
            }
            if (!isHealthy.getAsBoolean() || System.nanoTime() - lastSeen > PATIENCE.toNanos()) {
                throw CommandException.couldNotRun(
                        "no-draft",
                        "nothing comes any more after " + ended + " of " + prompts + " prompts",
                        "Run it again with --logs DIR and see the logs of the processes there");
            }
        }
        return share;
    }

    // The callback hears of the result; the future says nothing more.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void submit() {
        Topic<PromptSubmitted> topic = topics.prompts();
        PromptSubmitted prompt = PromptFeed.prompt(PromptFeed.TENANT, submitted, maxTokens);
        String key = new EventKey(prompt.getTenant(), prompt.getId()).text();
        Pending way = new Pending();
        pending.put(key, way);
        byte[] value = topic.value().serializer().serialize(topic.name(), prompt);
        producer.send(
                new ProducerRecord<>(topic.name(), submitted % topics.partitions(), key, value),
                (metadata, failure) -> way.append = metadata == null ? 0 : metadata.timestamp());
        submitted++;
    }

    /** Whether it has come out. */
    private boolean see(ConsumerRecord<String, byte[]> record, long now, BenchPipelineShare share) {
        Pending way = pending.get(record.key());
        if (way == null) {
            return false;
        }
        Topic<DraftScreened> route = routes.get(record.topic());
        if (route == null) {
            drafted(way, record, now);
        } else {
            way.routed = now;
        }
        if (way.draft == 0 || way.routed == 0) {
            return false;
        }
        pending.remove(record.key());
        share.add(new BenchPipelineShare.Way(way.append, way.slot, way.token, way.draft, way.routed, way.tokens));
        return true;
    }

    private void drafted(Pending way, ConsumerRecord<String, byte[]> record, long now) {
        DraftGenerated draft = topics.generations().value().deserializer().deserialize(record.topic(), record.value());
        way.token = draft.getGeneratedAt().toEpochMilli();
        way.slot = way.token
                - draft.getTimings().getDecodeMillis()
                - draft.getTimings().getPrefillMillis();
        way.tokens = draft.getTokenIds().size();
        way.draft = now;
        if (!isRouted) {
            way.routed = now;
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
