package io.draftgate.cli.cluster;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.streams.TopicAdministration;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code draftgate topics describe}. */
@Command(
        name = "describe",
        description =
                "List the topics of the pipeline and what they are for; with --bootstrap, check a cluster against it.",
        footer = {
            "",
            "Examples:",
            "  draftgate topics describe",
            "  draftgate topics describe --bootstrap localhost:9092 --json"
        })
final class TopicsDescribeCommand extends DraftgateCommand {

    private final Console console;

    @Mixin
    private final CatalogueOptions catalogueOptions = new CatalogueOptions();

    @Option(names = "--bootstrap", paramLabel = "HOST:PORT", description = "Where Kafka listens.")
    private @Nullable String bootstrapServers;

    @Option(
            names = "--client-config",
            paramLabel = "FILE",
            description = "Kafka client properties, e.g. security.protocol and sasl.jaas.config.")
    private @Nullable Path clientConfig;

    TopicsDescribeCommand(Console console) {
        this.console = console;
    }

    private record Document(List<TopicDocument> topics) {}

    @Override
    protected ExitCode run() {
        TopicCatalogue catalogue = catalogueOptions.catalogue();
        if (bootstrapServers == null) {
            print(catalogue.all().stream().map(TopicDocument::of).toList());
            return ExitCode.DONE;
        }
        try (TopicAdministration cluster =
                new TopicAdministration(KafkaOptions.client(bootstrapServers, clientConfig))) {
            TopicStates states = TopicStates.of(catalogue, cluster);
            print(states.documents());
            return states.areRight() ? ExitCode.DONE : ExitCode.FOUND_WRONG;
        }
    }

    private void print(List<TopicDocument> topics) {
        if (json()) {
            console.json(new Document(topics));
        } else {
            topics.forEach(topic -> console.line(topic.text()));
        }
    }
}
