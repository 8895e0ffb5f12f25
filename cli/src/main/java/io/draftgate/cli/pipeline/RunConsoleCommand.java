package io.draftgate.cli.pipeline;

import io.draftgate.cli.audit.CheckpointProofs;
import io.draftgate.cli.audit.DatabaseOption;
import io.draftgate.cli.cluster.CatalogueOptions;
import io.draftgate.cli.cluster.KafkaOptions;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.erasure.KeystoreOption;
import io.draftgate.cli.model.ModelOption;
import io.draftgate.cli.replay.StoryReplay;
import io.draftgate.cli.tracing.TraceExport;
import io.draftgate.cli.tracing.TracedDecisions;
import io.draftgate.cli.tracing.TracingOptions;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.index.AuditIndex;
import io.draftgate.index.IndexFeed;
import io.draftgate.review.ConsoleSettings;
import io.draftgate.review.ReviewConsole;
import io.draftgate.schemas.TopicCatalogue;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code draftgate run console}. */
@Command(
        name = "console",
        description =
                "Serve the review console: a web page on which people decide about drafts in review. Reads the audit log "
                        + "into its database, too, so that 'run index' is not needed beside it; both together do no harm. "
                        + "Replays drafts of its model at a button.",
        footer = {
            "",
            "Examples:",
            "  draftgate console user add ann",
            "  draftgate run console --bootstrap localhost:9092",
            "  draftgate run console --bootstrap kafka:9092 --trusted-header X-Forwarded-User --trusted-proxy 10.0.0.7 "
                    + "--behind-https"
        })
final class RunConsoleCommand extends DraftgateCommand {
    private final Console console;

    @Mixin
    private final KafkaOptions kafkaOptions = new KafkaOptions();

    @Mixin
    private final CatalogueOptions catalogueOptions = new CatalogueOptions();

    @Mixin
    private final KeystoreOption keystoreOption = new KeystoreOption();

    @Mixin
    private final DatabaseOption databaseOption = new DatabaseOption();

    @Mixin
    private final ModelOption modelOption = new ModelOption();

    @Mixin
    private final ConsoleOptions consoleOptions = new ConsoleOptions();

    @Mixin
    private final TracingOptions tracingOptions = new TracingOptions();

    @Mixin
    private final ReadyFile readyFile = new ReadyFile();

    RunConsoleCommand(Console console) {
        this.console = console;
    }

    @Override
    protected ExitCode run() throws Exception {
        ConsoleSettings settings = consoleOptions.settings();
        TopicCatalogue topics = catalogueOptions.catalogue();
        Map<String, Object> client = kafkaOptions.clientFor(List.of(topics.auditRecords(), topics.decisions()));
        try (AuditIndex index = databaseOption.open();
                IndexFeed feed = new IndexFeed(index, topics.auditRecords(), client, keystoreOption.opener());
                Gpt2 model = modelOption.open();
                StoryReplay replay = new StoryReplay(topics, client, keystoreOption.sealing(), model);
                TraceExport traces = tracingOptions.open("draftgate-console");
                ReviewConsole page = new ReviewConsole(
                        settings,
                        index,
                        topics,
                        client,
                        new CheckpointProofs(index, topics, client),
                        Optional.of(replay),
                        InstantSource.system(),
                        new TracedDecisions(traces.tracing()))) {
            feed.start();
            page.start();
            console.notice(
                    "The review console is at http://" + settings.host() + ":" + page.port() + ". Ctrl-C stops.");
            readyFile.createWhen(feed.current());
            return UntilInterrupted.serve(console, "the review console", feed.failure());
        } finally {
            readyFile.remove();
        }
    }
}
