package io.draftgate.broker;

import java.net.BindException;
import java.nio.file.Path;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka node in this JVM, listening on localhost. What it stores in its log directory is there again when a later
 * broker, here or in another process, opens the same folder. It prints nothing; what it logs goes where slf4j sends it.
 * Thread-safe.
 *
 * <pre>{@code
 * try (EmbeddedBroker broker = EmbeddedBroker.start(folder)) {
 *     var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
 * }
 * }</pre>
 */
public final class EmbeddedBroker implements AutoCloseable {

    /** Between looking for a free port and opening it, another process may be faster. */
    private static final int ATTEMPTS_ON_FREE_PORTS = 3;

    private final LogDirectory directory;
    private final KafkaRaftServer server;
    private final Ports ports;

    private EmbeddedBroker(LogDirectory directory, KafkaRaftServer server, Ports ports) {
        this.directory = directory;
        this.server = server;
        this.ports = ports;
    }

    /** Starts a broker with {@link BrokerOptions#defaults()}. */
    public static EmbeddedBroker start(Path logDirectory) {
        return start(logDirectory, BrokerOptions.defaults());
    }

    /**
     * Starts a broker and returns when clients can connect.
     *
     * @param logDirectory a new or empty folder, or one that an embedded broker used before
     * @throws BrokerStartException if the port is taken, or the folder cannot be written or is in use by another broker
     */
    public static EmbeddedBroker start(Path logDirectory, BrokerOptions options) {
        LogDirectory directory = LogDirectory.open(logDirectory, NodeProperties.nodeId(options), options.security());
        try {
            return start(directory, options);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static EmbeddedBroker start(LogDirectory directory, BrokerOptions options) {
        int attempts = options.port().isPresent() ? 1 : ATTEMPTS_ON_FREE_PORTS;
        for (int attempt = 1; ; attempt++) {
            Ports ports = Ports.reserve(options);
            try {
                return start(directory, ports, options);
            } catch (RuntimeException e) {
                if (!isPortTaken(e)) {
                    throw notStarted(directory, e);
                }
                if (attempt == attempts) {
                    throw Ports.taken(ports.client(), e);
                }
            }
        }
    }

    private static EmbeddedBroker start(LogDirectory directory, Ports ports, BrokerOptions options) {
        // In a cluster another node leads meanwhile, and the controllers see for themselves.
        if (options.cluster().isEmpty() && CrashedBroker.wasIn(directory)) {
            CrashedBroker.writeOff(directory, ports, options);
        }
        KafkaConfig config = new KafkaConfig(NodeProperties.of(directory, ports, options), false);
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        try {
            server.startup();
        } catch (Exception e) {
            server.shutdown();
            // Scala throws checked exceptions without saying so.
            throw new IllegalStateException(e.getMessage(), e);
        }
        return new EmbeddedBroker(directory, server, ports);
    }

    private static boolean isPortTaken(Throwable failure) {
        return causes(failure).anyMatch(BindException.class::isInstance);
    }

    private static BrokerStartException notStarted(LogDirectory directory, Throwable failure) {
        return new BrokerStartException(
                "Kafka did not start in log directory " + directory.path() + " (" + failure.getMessage()
                        + "): if the folder is damaged, name a new one",
                failure);
    }

    private static Stream<Throwable> causes(@Nullable Throwable failure) {
        return Stream.iterate(failure, e -> e != null, Throwable::getCause);
    }

    /** Where clients connect: {@code localhost:<port>}. */
    public String bootstrapServers() {
        return "localhost:" + ports.client();
    }

    /** Stops the broker and returns when its files are closed; open transactions are left as a crash would leave them. */
    @Override
    public void close() {
        // Kafka would stop stopping half-way if the caller was interrupted, as it is after Ctrl-C.
        boolean interrupted = Thread.interrupted();
        try {
            server.shutdown();
            server.awaitShutdown();
        } finally {
            directory.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
