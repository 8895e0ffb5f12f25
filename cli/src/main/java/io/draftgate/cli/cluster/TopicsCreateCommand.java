package io.draftgate.cli.cluster;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.streams.TopicAdministration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code draftgate topics create}. */
@Command(
        name = "create",
        description = "Create the topics that are missing. What exists stays as it is, and is checked.",
        footer = {
            "",
            "Examples:",
            "  draftgate topics create --bootstrap localhost:9092",
            "  draftgate topics create --bootstrap kafka-1:9092,kafka-2:9092 --partitions 12 --prefix staging.",
            "  draftgate topics create --bootstrap localhost:9092 --plaintext-retention P7D"
        })
final class TopicsCreateCommand extends DraftgateCommand {

    private final Console console;

    @Mixin
    private final CatalogueOptions catalogueOptions = new CatalogueOptions();

    @Mixin
    private final KafkaOptions kafkaOptions = new KafkaOptions();

    TopicsCreateCommand(Console console) {
        this.console = console;
    }

    /**
     * What is printed.
     *
     * @param created names of the topics that were missing
     * @param wrong topics that were there already, but with another number of partitions
     */
    private record Document(List<String> created, List<TopicDocument> wrong) {}

    @Override
    protected ExitCode run() {
        TopicCatalogue catalogue = catalogueOptions.catalogue();
        try (TopicAdministration cluster = new TopicAdministration(kafkaOptions.client())) {
            List<TopicState> wrong = TopicStates.of(catalogue, cluster).wrong();
            List<String> created = cluster.create(catalogue);
            if (catalogueOptions.boundsRetention()) {
                cluster.applyRetention(catalogue.holdingText());
            }
            print(created, wrong, catalogue.all().size());
            return wrong.isEmpty() ? ExitCode.DONE : ExitCode.FOUND_WRONG;
        }
    }

    private void print(List<String> created, List<TopicState> wrong, int topics) {
        if (json()) {
            console.json(
                    new Document(created, wrong.stream().map(TopicDocument::of).toList()));
            return;
        }
        console.line("Created " + created.size() + " of " + topics + " topics.");
        wrong.forEach(state -> console.notice(state.topic().name() + ": " + state.inWords()));
    }
}
