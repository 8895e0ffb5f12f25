package io.draftgate.cli.pipeline;

import io.draftgate.cli.cluster.CatalogueOptions;
import io.draftgate.cli.cluster.KafkaOptions;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.PromptCancelled;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code draftgate cancel}. */
@Command(
        name = "cancel",
        description = "Ask that a prompt be stopped. A prompt that has ended already stays as it is.",
        footer = {
            "",
            "Examples:",
            "  draftgate cancel story-17 --by ann --bootstrap localhost:9092",
            "  draftgate cancel story-17 --tenant acme --by ann --reason 'wrong campaign' --bootstrap localhost:9092"
        })
public final class CancelCommand extends DraftgateCommand {
    private final Console console;

    @Parameters(paramLabel = "ID", description = "Id of the prompt.")
    private String id = "";

    @Option(names = "--tenant", paramLabel = "NAME", description = "Its tenant (default: ${DEFAULT-VALUE}).")
    private String tenant = "default";

    @Option(names = "--by", paramLabel = "NAME", required = true, description = "Who asks.")
    private String cancelledBy = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
    private String reason = "";

    @Mixin
    private final KafkaOptions kafkaOptions = new KafkaOptions();

    @Mixin
    private final CatalogueOptions catalogueOptions = new CatalogueOptions();

    /** The command, writing to a console. */
    public CancelCommand(Console console) {
        this.console = console;
    }

    private record Document(String tenant, String id, boolean requested) {}

    @Override
    protected ExitCode run() throws Exception {
        TopicCatalogue topics = catalogueOptions.catalogue();
        PromptCancelled cancellation = PromptCancelled.newBuilder()
                .setId(id)
                .setTenant(tenant)
                .setCancelledBy(cancelledBy)
                .setReason(reason)
                .build();
        try (PromptSender sender = new PromptSender(
                topics, kafkaOptions.clientFor(List.of(topics.cancellations())), InstantSource.system())) {
            sender.cancel(cancellation, new RecordHeaders()).get();
        }
        if (json()) {
            console.json(new Document(tenant, id, true));
        } else {
            console.line("Cancellation of " + tenant + "/" + id + " requested.");
        }
        return ExitCode.DONE;
    }
}
