package io.draftgate.streams;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;
import org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler;

/**
 * What a service needs to know to run as a Kafka Streams application. Immutable.
 *
 * @param client how to reach the brokers: {@code bootstrap.servers}, security
 * @param applicationId name of the group, and prefix of its changelog topics
 * @param deadLetterTopic where records go that cannot be read or that break the topology
 * @param stateDirectory where state stores live; a worker keeps its own across restarts
 * @param groupProtocol how workers share the tasks
 * @param threads stream threads, at least 1
 * @param maxRecordBytes of anything that is forwarded
 * @param delivery how often a record takes effect
 */
public record StreamsSettings(
        Map<String, Object> client,
        String applicationId,
        String deadLetterTopic,
        Path stateDirectory,
        GroupProtocol groupProtocol,
        int threads,
        int maxRecordBytes,
        Delivery delivery) {
    /** How often a record takes effect, whatever dies meanwhile. */
    public enum Delivery {
        EXACTLY_ONCE(StreamsConfig.EXACTLY_ONCE_V2),
        /** Without transactions: for drills that show what those are good for. */
        AT_LEAST_ONCE(StreamsConfig.AT_LEAST_ONCE);

        private final String configValue;

        Delivery(String configValue) {
            this.configValue = configValue;
        }
    }

    /** Output is readable after a commit; shorter costs transactions, longer costs latency. */
    public static final Duration COMMIT_INTERVAL = Duration.ofMillis(50);

    /** A stream thread that waits for records does not commit. Kafka Streams' own 100 ms would be twice the commit interval. */
    static final Duration POLL_TIMEOUT = COMMIT_INTERVAL;

    /** A take-over waits for the open transaction of a dead worker. Kafka Streams' own 10 s would double that wait. */
    public static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(4);

    /** Under the classic protocol: after this long a silent worker counts as dead. */
    public static final Duration CLASSIC_SESSION_TIMEOUT = Duration.ofSeconds(10);

    public StreamsSettings {
        client = Map.copyOf(client);
        if (!client.containsKey(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)) {
            throw new IllegalArgumentException(
                    "client settings have no bootstrap.servers, expected e.g. localhost:9092");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads: got " + threads + ", expected 1 or more");
        }
    }

    Map<String, Object> streamsConfig() {
        Map<String, Object> config = new HashMap<>(client);
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        config.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, delivery.configValue);
        config.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, groupProtocol.configValue());
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL.toMillis());
        config.put(StreamsConfig.POLL_MS_CONFIG, POLL_TIMEOUT.toMillis());
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        config.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, deadLetterTopic);
        config.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndContinueExceptionHandler.class);
        config.put(
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                LogAndContinueProcessingExceptionHandler.class);
        if (delivery == Delivery.EXACTLY_ONCE) {
            config.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), (int)
                    TRANSACTION_TIMEOUT.toMillis());
        }
        config.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), maxRecordBytes);
        if (groupProtocol == GroupProtocol.CLASSIC) {
            config.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), (int)
                    CLASSIC_SESSION_TIMEOUT.toMillis());
        }
        return config;
    }
}
