package io.draftgate.cli.cluster;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code draftgate topics create}. */
@Command(
        name = "create",
        description = "Create the topics that are missing. What exists stays as it is, and is checked.",
        footer = {
            "",
            "Examples:",
            "  draftgate topics create --bootstrap localhost:9092",
            "  draftgate topics create --bootstrap kafka-1:9092,kafka-2:9092 --partitions 12 --replication-factor 3"
        })
final class TopicsCreateCommand extends DraftgateCommand {

    private final Console console;

    @Mixin
    private final CatalogueOptions catalogueOptions = new CatalogueOptions();

    @Option(names = "--bootstrap", required = true, paramLabel = "HOST:PORT", description = "Where Kafka listens.")
    private String bootstrapServers = "";

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            description = "Copies of every partition (default: the cluster's own default).")
    private @Nullable Short replicationFactor;

    TopicsCreateCommand(Console console) {
        this.console = console;
    }

    private record Document(List<String> created, List<TopicDocument> topics) {}

    @Override
    protected ExitCode run() throws Exception {
        try (Cluster cluster = Cluster.connect(bootstrapServers)) {
            Topics topics = new Topics(cluster.admin(), catalogueOptions.catalogue(), Clock.systemUTC());
            List<String> created = topics.create(Optional.ofNullable(replicationFactor));
            List<TopicState> states = topics.states();
            print(created, states);
            return states.stream().allMatch(TopicState::isRight) ? ExitCode.DONE : ExitCode.FOUND_WRONG;
        }
    }

    private void print(List<String> created, List<TopicState> states) {
        if (json()) {
            console.json(
                    new Document(created, states.stream().map(TopicDocument::of).toList()));
            return;
        }
        console.line("Created " + created.size() + " of " + states.size() + " topics.");
        states.stream()
                .filter(state -> !state.isRight())
                .forEach(state -> console.notice(state.topic().name() + ": " + state.inWords()));
    }
}
