package io.draftgate.cli.cluster;

import io.draftgate.cli.command.CommandException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** A connection to a Kafka cluster that is known to answer. Thread-safe. */
public final class Cluster implements AutoCloseable {

    /** A cluster that has not answered by then is not there; Kafka's own clients wait a minute. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(10);

    private final Admin admin;

    private Cluster(Admin admin) {
        this.admin = admin;
    }

    /**
     * Connects.
     *
     * @param bootstrapServers {@code host:port}, several with commas
     * @throws CommandException if the address makes no sense or nobody answers there
     */
    public static Cluster connect(String bootstrapServers) throws InterruptedException {
        Admin admin = open(bootstrapServers);
        try {
            admin.describeCluster().clusterId().get();
            return new Cluster(admin);
        } catch (ExecutionException e) {
            admin.close(Duration.ZERO);
            throw unreachable(bootstrapServers, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            admin.close(Duration.ZERO);
            throw e;
        }
    }

    private static Admin open(String bootstrapServers) {
        try {
            return Admin.create(Map.of(
                    CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                    bootstrapServers,
                    CommonClientConfigs.CLIENT_ID_CONFIG,
                    "draftgate-cli",
                    CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG,
                    (int) MAX_WAIT.toMillis(),
                    CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    (int) MAX_WAIT.toMillis()));
        } catch (KafkaException e) {
            throw unreachable(bootstrapServers, e.getCause() == null ? e : e.getCause());
        }
    }

    private static CommandException unreachable(String bootstrapServers, Throwable cause) {
        return CommandException.couldNotRun(
                "kafka-unreachable",
                "no Kafka answers at " + bootstrapServers + " (" + cause.getMessage() + ")",
                "Start it, or name another address with --bootstrap HOST:PORT");
    }

    /** Kafka's own client for everything that is done to a cluster. */
    public Admin admin() {
        return admin;
    }

    @Override
    public void close() {
        admin.close();
    }
}
