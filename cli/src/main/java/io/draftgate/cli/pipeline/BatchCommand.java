package io.draftgate.cli.pipeline;

import io.draftgate.cli.audit.AuditLog;
import io.draftgate.cli.cluster.CatalogueOptions;
import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.pipeline.BatchFolder.Memory;
import io.draftgate.cli.promptfile.PromptFile;
import io.draftgate.cli.provenance.ManifestFolder;
import io.draftgate.cli.release.OpenedLog;
import io.draftgate.cli.tracing.TraceExport;
import io.draftgate.cli.tracing.TracingOptions;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.streams.TopicAdministration;
import io.draftgate.streams.tracing.Tracing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code draftgate batch}. */
@Command(
        name = "batch",
        description = {
            "Submit the prompts of a file, wait for what becomes of them, and write one JSON line a prompt.",
            "After Ctrl-C the same command goes on where it stopped: nothing is drafted twice, nothing is left out. "
                    + "Without --bootstrap, broker and services run in this process."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate batch prompts.jsonl --output drafts.jsonl",
            "  draftgate batch prompts.jsonl --output drafts.jsonl --manifests manifests",
            "  draftgate batch prompts.jsonl --output drafts.jsonl --bootstrap localhost:9092"
        })
public final class BatchCommand extends DraftgateCommand {
    private static final Duration AUDIT_PATIENCE = Duration.ofSeconds(30);

    private final Console console;

    @Parameters(paramLabel = "FILE", description = "Prompts, one JSON object a line.")
    private Path prompts = Path.of("");

    @Option(
            names = "--output",
            required = true,
            paramLabel = "DRAFTS.jsonl",
            description = "Where the lines go; must not exist, unless a batch was interrupted there.")
    private Path output = Path.of("");

    @Option(
            names = "--manifests",
            paramLabel = "DIR",
            description = "Write a sidecar manifest of each published draft there, named after its contentId.")
    private @Nullable Path manifests;

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "A Kafka where generator and detector run (default: all in this process).")
    private @Nullable String bootstrapServers;

    @Mixin
    private final CatalogueOptions catalogueOptions = new CatalogueOptions();

    @Mixin
    private final TracingOptions tracingOptions = new TracingOptions();

    @Mixin
    private final EmbeddedOptions embedded = new EmbeddedOptions();

    /** The command, writing to a console. */
    public BatchCommand(Console console) {
        this.console = console;
    }

    @Override
    protected ExitCode run() throws Exception {
        try (PromptFile file = PromptFile.open(prompts)) {
            file.requirePrompts();
        }
        String digest = digest(prompts);
        BatchFolder folder = BatchFolder.of(output);
        folder.read().ifPresent(memory -> requireTheSame(memory, digest));
        if (!folder.exists() && Files.exists(output)) {
            throw CommandException.usage("--output " + output + " exists already", "Name another file, or remove it");
        }
        folder.create();
        Tally tally = new Tally();
        try (TraceExport traces = tracingOptions.open("draftgate-batch");
                OutcomeFile file = OutcomeFile.open(output, tally)) {
            if (bootstrapServers == null) {
                runHere(folder, digest, file, tally, traces.tracing());
            } else {
                Map<String, Object> client = Map.of("bootstrap.servers", bootstrapServers);
                TopicCatalogue topics = catalogueOptions.catalogue();
                try (var administration = new TopicAdministration(client)) {
                    administration.requireCopartitioned(topics.all());
                }
                new BatchRun(console, topics, client, new CompletableFuture<>(), tally, traces.tracing())
                        .run(prompts, digest, bootstrapServers, folder, file);
                writeManifests(topics, client, tally);
            }
        }
        folder.delete();
        if (json()) {
            console.json(TallyDocument.of(tally));
        } else {
            console.line(tally.summary() + ". Written to " + output + ".");
        }
        return ExitCode.DONE;
    }

    private void runHere(BatchFolder folder, String digest, OutcomeFile file, Tally tally, Tracing tracing)
            throws Exception {
        TopicCatalogue topics = catalogueOptions.catalogue();
        embedded.run(console, topics, folder.path(), tracing, (client, model, failure) -> {
            new BatchRun(console, topics, client, failure, tally, tracing).run(prompts, digest, "", folder, file);
            writeManifests(topics, client, tally);
            return tally;
        });
    }

    /** A draft is published a moment before the log tells of it. */
    private void writeManifests(TopicCatalogue topics, Map<String, Object> client, Tally tally) throws IOException {
        if (manifests != null) {
            AuditLog log = new AuditLog(topics, client);
            log.await(log.expectedRecords(), AUDIT_PATIENCE);
            new ManifestFolder(manifests, console)
                    .write(new OpenedLog(topics, client, embedded.sealing()), tally.contentIds());
        }
    }

    private void requireTheSame(Memory memory, String digest) {
        String bootstrap = bootstrapServers == null ? "" : bootstrapServers;
        if (!memory.promptDigest().equals(digest)) {
            throw CommandException.usage(
                    prompts + " has changed since the batch was interrupted", "Restore it, or name another --output");
        }
        if (!memory.bootstrap().equals(bootstrap)) {
            throw CommandException.usage(
                    "the batch was begun "
                            + (memory.bootstrap().isEmpty()
                                    ? "without --bootstrap"
                                    : "with --bootstrap " + memory.bootstrap()),
                    "Go on in the same way, or name another --output");
        }
    }

    private static String digest(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
