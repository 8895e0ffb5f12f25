package io.draftgate.cli.pipeline;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.tracing.TraceExport;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.PromptCancelled;
import java.time.InstantSource;
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

    @Option(names = "--by", paramLabel = "NAME", required = true, description = "Who asks.")
    private String cancelledBy = "";

    @Mixin
    private final RequestOptions request = new RequestOptions();

    /** The command, writing to a console. */
    public CancelCommand(Console console) {
        this.console = console;
    }

    private record Document(String tenant, String id, boolean requested) {}

    @Override
    protected ExitCode run() throws Exception {
        String tenant = request.tenant();
        PromptCancelled cancellation = PromptCancelled.newBuilder()
                .setId(id)
                .setTenant(tenant)
                .setCancelledBy(cancelledBy)
                .setReason(request.reason())
                .build();
        try (TraceExport traces = request.traces("draftgate-cancel");
                PromptSender sender =
                        request.sender(TopicCatalogue::cancellations, InstantSource.system(), traces.tracing())) {
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
