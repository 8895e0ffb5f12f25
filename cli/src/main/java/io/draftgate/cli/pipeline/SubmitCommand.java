package io.draftgate.cli.pipeline;

import io.draftgate.cli.cluster.CatalogueOptions;
import io.draftgate.cli.cluster.KafkaOptions;
import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.erasure.KeystoreOption;
import io.draftgate.cli.promptfile.PromptFile;
import io.draftgate.cli.promptfile.PromptLine;
import io.draftgate.cli.tracing.TraceExport;
import io.draftgate.cli.tracing.TracingOptions;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.streams.sealing.Sealing;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code draftgate submit}. */
@Command(
        name = "submit",
        description =
                "Submit the prompts of a file and return when they are durable; 'watch' shows what becomes of them.",
        footer = {
            "",
            "Examples:",
            "  draftgate submit prompts.jsonl --bootstrap localhost:9092",
            "  draftgate submit prompts.jsonl --bootstrap localhost:9092 --json",
            "  draftgate submit prompts.jsonl --encrypt --keystore keys --bootstrap localhost:9092"
        })
public final class SubmitCommand extends DraftgateCommand {
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "Prompts, one JSON object a line.")
    private Path prompts = Path.of("");

    @Mixin
    private final KafkaOptions kafkaOptions = new KafkaOptions();

    @Mixin
    private final CatalogueOptions catalogueOptions = new CatalogueOptions();

    @Mixin
    private final KeystoreOption keystoreOption = new KeystoreOption();

    @Option(
            names = "--encrypt",
            description =
                    "Encrypt the prompts, and what becomes of them, in every topic; generator and detector need the "
                            + "same --keystore.")
    private boolean encrypt;

    @Mixin
    private final TracingOptions tracingOptions = new TracingOptions();

    private int broken;

    /** The command, writing to a console. */
    public SubmitCommand(Console console) {
        this.console = console;
    }

    private record Document(int submitted, int rejected) {}

    @Override
    protected ExitCode run() throws Exception {
        Sealing sealing = keystoreOption.sealing();
        if (encrypt && !sealing.isActive()) {
            throw CommandException.usage("--encrypt needs keys", "Name --keystore DIR");
        }
        TopicCatalogue topics = catalogueOptions.catalogue().guardedBy(sealing.guard());
        PromptLedger ledger = new PromptLedger();
        try (PromptFile file = PromptFile.open(prompts).requirePrompts()) {
            Map<String, Object> client = kafkaOptions.clientFor(List.of(topics.prompts()));
            try (TraceExport traces = tracingOptions.open("draftgate-submit");
                    PromptSender sender =
                            new PromptSender(topics, client, InstantSource.system(), encrypt, traces.tracing())) {
                new PromptSubmission(sender, UUID.randomUUID().toString())
                        .run(file, line -> true, ledger, this::broken);
            }
        }
        if (json()) {
            console.json(new Document(ledger.waiting(), broken));
        } else {
            console.line(ledger.waiting() + " prompts submitted" + (broken == 0 ? "." : ", " + broken + " rejected."));
        }
        return ExitCode.DONE;
    }

    private void broken(PromptLine.Broken line) {
        broken++;
        console.notice(line.message());
    }
}
