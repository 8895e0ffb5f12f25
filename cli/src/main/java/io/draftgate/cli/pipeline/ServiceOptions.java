package io.draftgate.cli.pipeline;

import io.draftgate.cli.cluster.CatalogueOptions;
import io.draftgate.cli.cluster.KafkaOptions;
import io.draftgate.cli.command.Allowed;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.streams.GroupProtocol;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the services have in common on the command line. */
final class ServiceOptions {
    @Mixin
    private final KafkaOptions kafkaOptions = new KafkaOptions();

    @Mixin
    private final CatalogueOptions catalogueOptions = new CatalogueOptions();

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            required = true,
            order = -9,
            description = "Where its state stores live. A worker keeps its own across restarts.")
    private Path stateDirectory = Path.of("");

    @Option(
            names = "--group-protocol",
            paramLabel = "streams|classic",
            description = "How workers share the tasks; 'classic' for brokers older than 4.2 (default: streams).")
    private GroupProtocol groupProtocol = GroupProtocol.STREAMS;

    @Option(names = "--stream-threads", paramLabel = "N", description = "Threads that move records (default: 1).")
    @Allowed(min = 1)
    private int streamThreads = 1;

    Map<String, Object> client() {
        return kafkaOptions.client();
    }

    TopicCatalogue topics() {
        return catalogueOptions.catalogue();
    }

    Path stateDirectory() {
        return stateDirectory;
    }

    GroupProtocol groupProtocol() {
        return groupProtocol;
    }

    int streamThreads() {
        return streamThreads;
    }
}
