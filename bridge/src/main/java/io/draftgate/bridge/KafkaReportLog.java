package io.draftgate.bridge;

import io.draftgate.schemas.DurableProducer;
import io.draftgate.schemas.Topic;
import io.draftgate.schemas.event.WorkReported;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes reports with a plain idempotent producer, from a thread of its own: {@code send()} can block for
 * {@code max.block.ms}, and neither a stream thread nor an engine may. Thread-safe.
 */
public final class KafkaReportLog implements ReportLog, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KafkaReportLog.class);

    /** Long enough to flush a few reports, short enough for a shutdown inside a grace period. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Topic<WorkReported> topic;
    private final Producer<String, byte[]> producer;
    private final ExecutorService sender;

    /** @param clientConfig how to reach the broker: {@code bootstrap.servers}, security */
    public KafkaReportLog(Topic<WorkReported> topic, Map<String, Object> clientConfig) {
        this.topic = topic;
        this.producer =
                new KafkaProducer<>(producerConfig(clientConfig), new StringSerializer(), new ByteArraySerializer());
        this.sender = Executors.newSingleThreadExecutor(task -> new Thread(task, "report-log"));
    }

    private static Map<String, Object> producerConfig(Map<String, Object> clientConfig) {
        Map<String, Object> config = DurableProducer.config(clientConfig);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_RECORD_BYTES);
        return config;
    }

    @Override
    public void write(int partition, Supplier<WorkReported> report, Confirmation confirmation) {
        try {
            sender.execute(() -> send(partition, report, confirmation));
        } catch (RejectedExecutionException closed) {
            confirmation.written(false);
        }
    }

    // The callback hears of the result; the future says nothing more.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(int partition, Supplier<WorkReported> report, Confirmation confirmation) {
        try {
            WorkReported reported = report.get();
            byte[] value = topic.value().serializer().serialize(topic.name(), reported);
            producer.send(
                    new ProducerRecord<>(topic.name(), partition, Long.toString(reported.getOffset()), value),
                    (metadata, failure) -> {
                        if (failure != null) {
                            log.warn("report not written partition={} failure={}", partition, failure.toString());
                        }
                        confirmation.written(failure == null);
                    });
        } catch (KafkaException | IllegalStateException failure) {
            log.warn("report not sent partition={} failure={}", partition, failure.toString());
            confirmation.written(false);
        }
    }

    /** Writes what is queued, then lets go of the producer. */
    @Override
    public void close() {
        sender.shutdown();
        try {
            if (!sender.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                sender.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            sender.shutdownNow();
            Thread.currentThread().interrupt();
        }
        producer.close(CLOSE_TIMEOUT);
    }
}
