package io.draftgate.cli.pipeline;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.promptfile.PromptFile;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.streams.tracing.Tracing;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code draftgate demo}. */
@Command(
        name = "demo",
        description = {
            "Run the whole pipeline in this process: a Kafka broker in a temporary folder, the generator, the detector and "
                    + "the audit chain. Submits prompts, prints each draft with its verdict as it arrives, verifies the "
                    + "audit chain, and leaves nothing behind."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate demo",
            "  draftgate demo --console",
            "  draftgate demo --prompts prompts.jsonl --json",
            "  draftgate demo --model models/gpt2"
        })
public final class DemoCommand extends DraftgateCommand {
    private static final Duration AUDIT_PATIENCE = Duration.ofSeconds(30);

    private final Console console;

    @Option(
            names = "--prompts",
            paramLabel = "FILE",
            description = "Prompts, one JSON object a line (default: about 20 that come with Draftgate).")
    private @Nullable Path prompts;

    @Option(names = "--console", description = "Then serve the review console over the drafts, until Ctrl-C.")
    private boolean withConsole;

    @Mixin
    private final EmbeddedOptions embedded = new EmbeddedOptions();

    /** The command, writing to a console. */
    public DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    protected ExitCode run() throws Exception {
        TopicCatalogue topics = TopicCatalogue.standard();
        try (PromptFile file = prompts == null
                        ? PromptFile.demo()
                        : PromptFile.open(prompts).requirePrompts();
                TemporaryFolder folder = TemporaryFolder.create()) {
            return embedded.run(console, topics, folder.path(), Tracing.none(), (client, model, failure) -> {
                DemoRun run = new DemoRun(console, json(), topics, client);
                run.submitAndAwait(file, failure);
                boolean verified = run.verify(AUDIT_PATIENCE);
                if (withConsole && verified) {
                    return DemoConsole.serve(
                            console, topics, client, folder.path(), embedded.sealing(), model, failure);
                }
                return verified ? ExitCode.DONE : ExitCode.FOUND_WRONG;
            });
        }
    }
}
