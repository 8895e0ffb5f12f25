package io.draftgate.cli.pipeline;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.tracing.TraceExport;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.ReviewDecided;
import io.draftgate.schemas.event.Ruling;
import java.time.InstantSource;
import org.apache.kafka.common.header.internals.RecordHeaders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code draftgate review}. */
@Command(
        name = "review",
        description =
                "Decide about a draft in review: approve publishes it, reject blocks it, escalate leaves it there. "
                        + "A decision about a draft that is not in review, or by the one who asked for it, is refused and audited.",
        footer = {
            "",
            "Examples:",
            "  draftgate review approve story-17 --reviewer ann --bootstrap localhost:9092",
            "  draftgate review reject story-17 --completion 1 --reviewer ann --reason 'off topic' --bootstrap localhost:9092"
        })
public final class ReviewCommand extends DraftgateCommand {
    private final Console console;

    @Parameters(index = "0", paramLabel = "approve|reject|escalate", description = "The decision.")
    private Ruling ruling = Ruling.ESCALATE;

    @Parameters(index = "1", paramLabel = "ID", description = "Id of the prompt.")
    private String id = "";

    @Option(names = "--completion", paramLabel = "N", description = "Which completion, from 0 (default: 0).")
    private int completion;

    @Option(names = "--reviewer", paramLabel = "NAME", required = true, description = "Who decides.")
    private String reviewer = "";

    @Mixin
    private final RequestOptions request = new RequestOptions();

    /** The command, writing to a console. */
    public ReviewCommand(Console console) {
        this.console = console;
    }

    private record Document(String tenant, String id, int completion, String ruling) {}

    @Override
    protected ExitCode run() throws Exception {
        String tenant = request.tenant();
        InstantSource clock = InstantSource.system();
        ReviewDecided decision = ReviewDecided.newBuilder()
                .setPromptId(id)
                .setTenant(tenant)
                .setCompletionIndex(completion)
                .setRuling(ruling)
                .setReviewer(reviewer)
                .setReason(request.reason())
                .setDecidedAt(clock.instant())
                .build();
        try (TraceExport traces = request.traces("draftgate-review");
                PromptSender sender = request.sender(TopicCatalogue::decisions, clock, traces.tracing())) {
            sender.decide(decision, new RecordHeaders()).get();
        }
        if (json()) {
            console.json(new Document(tenant, id, completion, ruling.toString()));
        } else {
            console.line("Decision about " + tenant + "/" + id + " submitted: " + ruling + ".");
        }
        return ExitCode.DONE;
    }
}
