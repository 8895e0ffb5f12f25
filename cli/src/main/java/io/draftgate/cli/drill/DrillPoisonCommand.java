package io.draftgate.cli.drill;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.pipeline.TemporaryFolder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code draftgate drill poison}. */
@Command(
        name = "poison",
        description = {
            "Start a pipeline of real processes and submit prompts, one of which, drawn from the seed, kills every worker that begins it, "
                    + "half a second later and without a word. It must be given up as failed after the third death, and every other "
                    + "prompt must get its draft. Ends with 3 if not. Leaves nothing behind."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate drill poison",
            "  draftgate drill poison --prompts 100 --workers 2 --json"
        })
final class DrillPoisonCommand extends DraftgateCommand {
    private static final int EXPECTED_DEATHS = 3;

    private final Console console;
    private final Class<?> main;

    @Mixin
    private final DrillOptions options = new DrillOptions();

    @Option(names = "--workers", paramLabel = "W", description = "Generator workers (default: ${DEFAULT-VALUE}).")
    private int workers = 1;

    DrillPoisonCommand(Console console, Class<?> main) {
        this.console = console;
        this.main = main;
    }

    /**
     * What {@code --json} prints.
     *
     * @param deaths how often a worker died
     */
    private record Document(
            int prompts,
            Map<String, Integer> outcomes,
            int deaths,
            int lost,
            int duplicates,
            long auditRecords,
            boolean auditVerified,
            double seconds) {}

    @Override
    protected ExitCode run() throws Exception {
        options.require("--prompts", 0);
        DrillOptions.atLeast("--workers", 1, workers);
        int prompts = options.prompts();
        String poison = PromptFeed.key(new Random(options.seed()).nextInt(prompts));
        ClusterPlan plan = ClusterPlan.ofWorkers(workers).withWorkerOptions(List.of("--drill-poison=" + poison));
        long begin = System.nanoTime();
        try (TemporaryFolder folder = TemporaryFolder.create();
                Drill drill = Drill.start(main, folder.path(), options, options.weaken(plan))) {
            drill.feed().submitUpTo(prompts);
            drill.run().awaitOutcomes(prompts);
            int deaths = drill.cluster().workersEnded();
            DrillCount count = drill.count(prompts);
            boolean isWell = count.isExactlyOnce()
                    && deaths == EXPECTED_DEATHS
                    && count.outcomes().kinds().equals(Map.of("failed", 1, Outcome.GENERATED, prompts - 1));
            Document document = new Document(
                    prompts,
                    count.outcomes().kinds(),
                    deaths,
                    count.outcomes().lost(),
                    count.outcomes().duplicates(),
                    count.auditRecords(),
                    count.auditVerified(),
                    Drill.seconds(Duration.ofNanos(System.nanoTime() - begin)));
            report(document, count);
            return isWell ? ExitCode.DONE : ExitCode.FOUND_WRONG;
        }
    }

    private void report(Document document, DrillCount count) {
        if (json()) {
            console.json(document);
            return;
        }
        console.line(count.summary(document.prompts()));
        console.line("The poisonous prompt killed the workers " + document.deaths() + " times; " + document.seconds()
                + " s in all.");
    }
}
