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

    /** A broker looks for old segments every five minutes and removes their files a minute later, by default. */
    public static final Duration REMOVAL_SLACK = Duration.ofMinutes(6);

    /** Kafka removes whole segments, and looks for them now and then: no bound on the stay of a text may be shorter. */
    public static final long LEAST_STAY_SECONDS = 15 * 60;

    private static final Duration LEAST_STAY = Duration.ofSeconds(LEAST_STAY_SECONDS);
    private static final Duration LEAST_SEGMENT = Duration.ofMinutes(1);
    private static final Duration LONGEST_SEGMENT = Duration.ofDays(7);
    private static final int SEGMENTS_PER_RETENTION = 4;

    public Topic {
        if (partitions < 1) {
            throw new IllegalArgumentException(
                    "partitions of " + name + ": got " + partitions + ", expected 1 or more");
        }
    }

    /**
     * The retention with which no record lies longer than this. Kafka removes whole segments: a record stays for the retention, for
     * as long as its segment was written to, and until the broker looks.
     *
     * @throws IllegalArgumentException if it is too short for that
     */
    public static Duration retentionFor(Duration longestStay) {
        if (longestStay.compareTo(LEAST_STAY) < 0) {
            throw new IllegalArgumentException(
                    "plaintext retention is " + longestStay + ", expected " + LEAST_STAY + " or more, e.g. P7D");
        }
        return longestStay
                .minus(REMOVAL_SLACK)
                .multipliedBy(SEGMENTS_PER_RETENTION)
                .dividedBy(SEGMENTS_PER_RETENTION + 1);
    }

    /** How long a segment is written to. */
    private Duration segment() {
        Duration share = retention.dividedBy(SEGMENTS_PER_RETENTION);
        Duration atLeast = share.compareTo(LEAST_SEGMENT) < 0 ? LEAST_SEGMENT : share;
        return retention.equals(FOREVER) || atLeast.compareTo(LONGEST_SEGMENT) > 0 ? LONGEST_SEGMENT : atLeast;
    }

    /** What the broker is told when the topic is created. */
    public Map<String, String> config() {
        Map<String, String> config = new TreeMap<>();
        config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        config.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
        config.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(segment().toMillis()));
        config.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, clock.kafkaName);
        config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxRecordBytes));
        return config;
    }
}
