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
import java.util.concurrent.TimeUnit;
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

    private static final Duration CLOCK_CHECK_INTERVAL = Duration.ofSeconds(1);

    private final String applicationId;
    private final StoreMemory storeMemory = new StoreMemory();
    private final KafkaStreams streams;
    private final LocalState localState;
    private final ClockWatch clock = new ClockWatch(System::currentTimeMillis, System::nanoTime);
    private final ThreadReplacement threadReplacement = new ThreadReplacement(InstantSource.system());
    private final CompletableFuture<Void> running = new CompletableFuture<>();
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final Queue<KafkaStreamsMetrics> binders = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService housekeeping = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "housekeeping");
        thread.setDaemon(true);
        return thread;
    });

    public StreamsApplication(Topology topology, StreamsSettings settings) {
        Properties config = new Properties();
        config.putAll(settings.streamsConfig());
        config.putAll(storeMemory.config());
        this.applicationId = settings.applicationId();
        this.localState = LocalState.of(settings.stateDirectory(), applicationId);
        this.streams = new KafkaStreams(topology, config);
        streams.setUncaughtExceptionHandler(this::threadEnded);
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING) {
                running.complete(null);
            }
        });
    }

    /** Begins; stores that failed when it last ran are restored from their changelogs. */
    // Nobody waits for a check that is made again and again.
    @SuppressWarnings("FutureReturnValueIgnored")
    public void start() {
        localState.mend(streams::cleanUp);
        long checkMillis = CLOCK_CHECK_INTERVAL.toMillis();
        housekeeping.scheduleWithFixedDelay(this::checkClock, checkMillis, checkMillis, TimeUnit.MILLISECONDS);
        try {
            streams.start();
        } catch (RuntimeException e) {
            // Stores that are there are opened here already, before there is a stream thread.
            localState.failed(e);
            throw e;
        }
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
                streams, Tags.of("application", applicationId), housekeeping, METRICS_REFRESH_INTERVAL);
        binder.bindTo(meters);
        binders.add(binder);
    }

    /** Commits, leaves the group and stops. */
    @Override
    public void close() {
        housekeeping.shutdownNow();
        binders.forEach(KafkaStreamsMetrics::close);
        streams.close(
                CloseOptions.timeout(CLOSE_TIMEOUT).withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        storeMemory.close();
    }

    private void checkClock() {
        clock.setBack().ifPresent(step -> {
            log.error("clock set back application={} seconds={}", applicationId, step.toSeconds());
            failure.complete(new ClockSetBackException(step));
        });
    }

    private StreamThreadExceptionResponse threadEnded(Throwable cause) {
        if (threadReplacement.allows(cause)) {
            log.warn("stream thread replaced application={}", applicationId, cause);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        log.error("stream thread ended application={}", applicationId, cause);
        localState.failed(cause);
        failure.complete(cause);
        running.completeExceptionally(cause);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
}
