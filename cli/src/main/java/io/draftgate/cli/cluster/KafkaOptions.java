package io.draftgate.cli.cluster;

import io.draftgate.cli.command.CommandException;
import io.draftgate.schemas.Topic;
import io.draftgate.streams.TopicAdministration;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which Kafka is meant and how to reach it. */
public final class KafkaOptions {
    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            required = true,
            order = -10,
            description = "Where Kafka listens.")
    private String bootstrapServers = "";

    @Option(
            names = "--client-config",
            paramLabel = "FILE",
            description = "Kafka client properties, e.g. security.protocol and sasl.jaas.config.")
    private @Nullable Path clientConfig;

    /** How to reach the brokers; nothing is asked of them yet. */
    public Map<String, Object> client() {
        return client(bootstrapServers, clientConfig);
    }

    /**
     * The same for commands that can do without a cluster.
     *
     * @throws CommandException if no cluster is named, or the file cannot be read
     */
    static Map<String, Object> client(@Nullable String bootstrapServers, @Nullable Path clientConfig) {
        if (bootstrapServers == null) {
            throw CommandException.usage("no cluster is named", "Add --bootstrap HOST:PORT");
        }
        Map<String, Object> client = new HashMap<>();
        if (clientConfig != null) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(clientConfig, StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw CommandException.couldNotRun(
                        "bad-client-config", clientConfig + ": cannot be read: " + e.getMessage(), "Check the file");
            }
            properties.forEach((key, value) -> client.put((String) key, value));
        }
        client.put("bootstrap.servers", bootstrapServers);
        return client;
    }

    /**
     * How to reach the brokers, once they have answered.
     *
     * @param topics that must exist there
     * @throws io.draftgate.streams.TopicException if nobody answers, or a topic is missing
     */
    public Map<String, Object> clientFor(List<? extends Topic<?>> topics) {
        Map<String, Object> client = client();
        try (TopicAdministration administration = new TopicAdministration(client)) {
            administration.requireCopartitioned(topics);
        }
        return client;
    }
}
