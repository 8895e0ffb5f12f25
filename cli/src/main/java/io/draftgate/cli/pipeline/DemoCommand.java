package io.draftgate.cli.pipeline;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.model.ModelOption;
import io.draftgate.cli.promptfile.PromptFile;
import io.draftgate.detection.Detector;
import io.draftgate.detection.policy.Policy;
import io.draftgate.gpt2.Gpt2;
import io.draftgate.schemas.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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

    @Mixin
    private final ModelOption modelOption = new ModelOption();

    @Mixin
    private final PolicyOption policyOption = new PolicyOption();

    /** The command, writing to a console. */
    public DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    protected ExitCode run() throws Exception {
        TopicCatalogue topics = TopicCatalogue.standard();
        Policy policy = policyOption.open();
        console.notice("Starting a Kafka broker, the generator and the detector in this process...");
        try (PromptFile file = prompts == null
                        ? PromptFile.demo()
                        : PromptFile.open(prompts).requirePrompts();
                TemporaryFolder folder = TemporaryFolder.create();
                PendingBroker broker = PendingBroker.start(folder.path().resolve("kafka"));
                Gpt2 model = modelOption.open();
                Detector detector = Detector.bundled()) {
            Map<String, Object> client =
                    Map.of("bootstrap.servers", broker.get().bootstrapServers());
            DemoRun run = new DemoRun(console, json(), topics, client);
            try (EmbeddedPipeline pipeline =
                    EmbeddedPipeline.start(client, topics, folder.path().resolve("state"), model, detector, policy)) {
                run.submitAndAwait(file, pipeline.failure());
                return run.verify(AUDIT_PATIENCE) ? ExitCode.DONE : ExitCode.FOUND_WRONG;
            }
        }
    }
}
