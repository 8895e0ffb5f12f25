package io.draftgate.streams;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A topology that runs. Thread-safe. It ends by {@link #close()} or by a failure that its stream threads cannot get over; a
 * supervisor restarts the process then.
 */
public final class StreamsApplication implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StreamsApplication.class);

    /** How long an end may take. Who runs several applications in one process ends them one after the other. */
    public static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

    /** Metrics of tasks, topics and partitions come and go with a rebalance. */
    private static final Duration METRICS_REFRESH_INTERVAL = Duration.ofSeconds(5);

    private final String applicationId;
    private final KafkaStreams streams;
    private final ThreadReplacement threadReplacement = new ThreadReplacement(InstantSource.system());
    private final CompletableFuture<Void> running = new CompletableFuture<>();
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final Queue<KafkaStreamsMetrics> binders = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService metricsRefresh = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "metrics-refresh");
        thread.setDaemon(true);
        return thread;
    });

    public StreamsApplication(Topology topology, StreamsSettings settings) {
        Properties config = new Properties();
        config.putAll(settings.streamsConfig());
        this.applicationId = settings.applicationId();
        this.streams = new KafkaStreams(topology, config);
        streams.setUncaughtExceptionHandler(this::threadEnded);
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING) {
                running.complete(null);
            }
        });
    }

    public void start() {
        streams.start();
    }

    /** Completes when every task is assigned and restored for the first time. */
    public CompletableFuture<Void> running() {
        return running.copy();
    }

    /** Completes with the cause when the application ends by a failure; never, if it is closed. */
    public CompletableFuture<Throwable> failure() {
        return failure.copy();
    }

    /** How it is now. */
    public ApplicationHealth health() {
        return ApplicationHealth.of(applicationId, streams.state());
    }

    /** Measures it by Kafka Streams' own metrics, until it is closed. */
    public void measure(MeterRegistry meters) {
        KafkaStreamsMetrics binder = new KafkaStreamsMetrics(
                streams, Tags.of("application", applicationId), metricsRefresh, METRICS_REFRESH_INTERVAL);
        binder.bindTo(meters);
        binders.add(binder);
    }

    /** Commits, leaves the group and stops. */
    @Override
    public void close() {
        metricsRefresh.shutdownNow();
        binders.forEach(KafkaStreamsMetrics::close);
        streams.close(
                CloseOptions.timeout(CLOSE_TIMEOUT).withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
    }

    private StreamThreadExceptionResponse threadEnded(Throwable cause) {
        if (threadReplacement.allows(cause)) {
            log.warn("stream thread replaced application={}", applicationId, cause);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        log.error("stream thread ended application={}", applicationId, cause);
        failure.complete(cause);
        running.completeExceptionally(cause);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
}
