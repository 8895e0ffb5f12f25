package io.draftgate.index;

import io.draftgate.schemas.Topic;
import io.draftgate.schemas.event.AuditRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code audit.records}, committed records only, into an index. The offsets are kept in the index, in the transaction of the
 * rows: whenever it is killed, it goes on with the record after the last one that it holds. Several feeds of one index take turns.
 * Thread-safe.
 */
public final class IndexFeed implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(250);
    private static final int RECORDS_PER_TRANSACTION = 5_000;

    /** So long after the destruction of a key its texts may still stand in the index. */
    private static final long NANOS_BETWEEN_SWEEPS = Duration.ofSeconds(30).toNanos();

    private final AuditIndex index;
    private final Topic<AuditRecord> topic;
    private final EventOpener opener;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final CompletableFuture<Void> current = new CompletableFuture<>();
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private volatile boolean closing;
    private long lastSweepNanos = System.nanoTime() - NANOS_BETWEEN_SWEEPS;
    private @Nullable Thread thread;

    /**
     * A feed; {@link #start} sets it going.
     *
     * @param client how to reach the brokers: {@code bootstrap.servers}, security
     */
    public IndexFeed(AuditIndex index, Topic<AuditRecord> topic, Map<String, Object> client, EventOpener opener) {
        Map<String, Object> config = new HashMap<>(client);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_PER_TRANSACTION);
        // An offset that the topic no longer has, or does not have yet, is an index of another topic.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        this.index = index;
        this.topic = topic;
        this.opener = opener;
        this.consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Begins to read, in a thread of its own. */
    public synchronized void start() {
        thread = new Thread(this::run, "audit-index");
        thread.start();
    }

    /** Completes when the index holds all that was in the topic when it was started. */
    public CompletableFuture<Void> current() {
        return current.copy();
    }

    /** Completes with the cause when reading ends by a failure. */
    public CompletableFuture<Throwable> failure() {
        return failure.copy();
    }

    private void run() {
        try (consumer) {
            Map<TopicPartition, Long> ends = open();
            while (!closing) {
                if (!current.isDone() && isAt(ends)) {
                    current.complete(null);
                }
                write(consumer.poll(POLL));
                forgetWhatIsErased();
            }
        } catch (WakeupException end) {
            // close() asked for it.
        } catch (RuntimeException e) {
            current.completeExceptionally(e);
            failure.complete(e);
        }
    }

    private Map<TopicPartition, Long> open() {
        List<TopicPartition> chains = consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(topic.name(), info.partition()))
                .toList();
        consumer.assign(chains);
        Map<TopicPartition, Long> ends = consumer.endOffsets(chains);
        Map<Integer, Long> known = index.positions().stream()
                .collect(Collectors.toMap(ChainPosition::partition, ChainPosition::nextOffset));
        consumer.beginningOffsets(chains).forEach((chain, begin) -> {
            long next = Math.max(begin, known.getOrDefault(chain.partition(), 0L));
            if (next > ends.getOrDefault(chain, 0L)) {
                throw new IndexException("the index has read " + chain + " up to offset " + next + ", but it ends at "
                        + ends.get(chain) + ": that is another topic; name another database");
            }
            consumer.seek(chain, next);
        });
        return ends;
    }

    private boolean isAt(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void write(ConsumerRecords<byte[], byte[]> records) {
        if (records.isEmpty()) {
            return;
        }
        List<ChainRecord> read = new ArrayList<>(records.count());
        records.forEach(record -> read.add(read(record)));
        index.add(read, opener);
    }

    private void forgetWhatIsErased() {
        if (System.nanoTime() - lastSweepNanos >= NANOS_BETWEEN_SWEEPS) {
            index.keyNames().stream().filter(opener::isDestroyed).forEach(index::erase);
            lastSweepNanos = System.nanoTime();
        }
    }

    private ChainRecord read(ConsumerRecord<byte[], byte[]> record) {
        AuditRecord link;
        try {
            link = topic.value().deserializer().deserialize(topic.name(), record.value());
        } catch (SerializationException notOurs) {
            link = null;
        }
        return new ChainRecord(record.topic(), record.partition(), record.offset(), link);
    }

    /** Ends reading; what was read and not written is read again next time. */
    @Override
    public synchronized void close() {
        closing = true;
        if (thread == null) {
            consumer.close();
            return;
        }
        consumer.wakeup();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
