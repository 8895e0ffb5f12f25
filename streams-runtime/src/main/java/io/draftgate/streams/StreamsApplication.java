package io.draftgate.streams;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
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

    /** Inside the usual grace period of 30 s of a container. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

    private final String applicationId;
    private final KafkaStreams streams;
    private final ThreadReplacement threadReplacement = new ThreadReplacement(InstantSource.system());
    private final CompletableFuture<Void> running = new CompletableFuture<>();
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

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

    /** Whether its stream threads run and no task is being restored. */
    public boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** Commits, leaves the group and stops. */
    @Override
    public void close() {
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
