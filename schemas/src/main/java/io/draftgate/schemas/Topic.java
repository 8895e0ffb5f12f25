package io.draftgate.schemas;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;

/**
 * A topic as a typed value. Immutable.
 *
 * @param name full name, prefix included
 * @param value serde of the values; keys are always strings, {@code tenant/id}
 * @param partitions at least 1
 * @param retention how long a record is kept; {@link #FOREVER} for as long as the topic exists
 * @param clock who stamps the records
 * @param maxRecordBytes largest record batch that the topic accepts
 * @param purpose one sentence for people
 */
public record Topic<V>(
        String name,
        Serde<V> value,
        int partitions,
        Duration retention,
        RecordClock clock,
        int maxRecordBytes,
        String purpose) {

    /** Who stamps the records of a topic. */
    public enum RecordClock {
        /** The producer. */
        PRODUCER("CreateTime"),
        /** The broker, so that no sender can lie about it. */
        BROKER("LogAppendTime");

        private final String kafkaName;

        RecordClock(String kafkaName) {
            this.kafkaName = kafkaName;
        }
    }

    /** Retention of a topic that nothing is ever deleted from. */
    public static final Duration FOREVER = Duration.ofMillis(-1);

    /** Largest record of any topic, 8 MiB: the services never forward more, and what they write to accepts that much. */
    public static final int MAX_RECORD_BYTES = 8 << 20;

    /**
     * Largest record that comes from outside, 4 MiB. What becomes of a record carries it along: a dead letter with the stack trace,
     * an audit event with the rejection. That must fit below {@link #MAX_RECORD_BYTES}, for a transactional producer cannot get
     * over a record that is too large.
     */
    public static final int MAX_INPUT_BYTES = 4 << 20;

    public Topic {
        if (partitions < 1) {
            throw new IllegalArgumentException(
                    "partitions of " + name + ": got " + partitions + ", expected 1 or more");
        }
    }

    /** What the broker is told when the topic is created. */
    public Map<String, String> config() {
        Map<String, String> config = new TreeMap<>();
        config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        config.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
        config.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, clock.kafkaName);
        config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxRecordBytes));
        return config;
    }
}
