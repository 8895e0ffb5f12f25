package io.draftgate.cli.drill;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.pipeline.TemporaryFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code draftgate drill freeze}. */
@Command(
        name = "freeze",
        description = {
            "Start a broker and generator workers as processes of their own, submit prompts, freeze a worker (SIGSTOP) until "
                    + "the others have taken over, and wake it (SIGCONT): it believes that its tasks are still its own, and "
                    + "must be fenced. Counts what became of every prompt; ends with 3 if one was lost or ended twice. "
                    + "Leaves nothing behind."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate drill freeze --prompts 40 --freezes 1",
            "  draftgate drill freeze --prompts 400 --freezes 10 --workers 3 --json"
        })
final class DrillFreezeCommand extends DraftgateCommand {
    /** After its session has ended a worker's open transaction is aborted, too, and another one takes over. */
    private static final Duration FROZEN = DrillCluster.SESSION_TIMEOUT.plusSeconds(6);

    /** A woken worker has this long to try to write. */
    private static final Duration SETTLING = Duration.ofSeconds(8);

    private final Console console;
    private final Class<?> main;

    @Mixin
    private final DrillOptions options = new DrillOptions();

    @Option(
            names = "--freezes",
            paramLabel = "F",
            description = "How many times to freeze a worker (default: ${DEFAULT-VALUE}).")
    private int freezes = 1;

    @Option(names = "--workers", paramLabel = "W", description = "Generator workers (default: ${DEFAULT-VALUE}).")
    private int workers = 2;

    DrillFreezeCommand(Console console, Class<?> main) {
        this.console = console;
        this.main = main;
    }

    /**
     * What {@code --json} prints.
     *
     * @param outcomes how many of each kind
     * @param lost prompts without an outcome
     * @param duplicates outcomes beyond the first of their prompt
     * @param maxRecoverySeconds longest time from a freeze to the next committed draft, of any worker
     * @param minInFlight how many prompts, at least, had no outcome when a worker was frozen
     * @param workersEnded how often a worker ended by itself and was started again
     */
    private record Document(
            int prompts,
            Map<String, Integer> outcomes,
            int freezes,
            int lost,
            int duplicates,
            double maxRecoverySeconds,
            int minInFlight,
            int workersEnded,
            int workers,
            int maxTokens,
            long seed,
            double seconds) {}

    @Override
    protected ExitCode run() throws Exception {
        options.require("--freezes", freezes);
        DrillOptions.atLeast("--workers", 2, workers);
        int prompts = options.prompts();
        FaultPlan plan = FaultPlan.draw(prompts, freezes, workers, new Random(options.seed()));
        long begin = System.nanoTime();
        try (TemporaryFolder folder = TemporaryFolder.create();
                Drill drill = Drill.start(main, folder.path(), options, workers)) {
            drill.run().carryOut(plan, prompts, victim -> freeze(drill, victim));
            drill.run().follow(SETTLING);
            OutcomeCount count = drill.count(prompts);
            report(drill, count, Duration.ofNanos(System.nanoTime() - begin));
            return count.isExactlyOnce() ? ExitCode.DONE : ExitCode.FOUND_WRONG;
        }
    }

    private void freeze(Drill drill, int victim) throws IOException, InterruptedException {
        DrillProcess worker = drill.cluster().workers().get(victim);
        worker.freeze();
        drill.run().struck();
        int inFlight = drill.run().inFlight();
        drill.run().follow(FROZEN);
        worker.wake();
        if (!json()) {
            console.line("Froze " + worker.name() + " for " + FROZEN.toSeconds() + " s, " + inFlight
                    + " prompts in flight; woke it with " + drill.run().inFlight() + ".");
        }
    }

    private void report(Drill drill, OutcomeCount count, Duration time) {
        Document document = new Document(
                drill.feed().submitted(),
                count.kinds(),
                freezes,
                count.lost(),
                count.duplicates(),
                Drill.seconds(drill.run().longestRecovery()),
                drill.run().minInFlight(),
                drill.cluster().workersEnded(),
                workers,
                options.maxTokens(),
                options.seed(),
                Drill.seconds(time));
        if (json()) {
            console.json(document);
            return;
        }
        console.line(count.summary(document.prompts()));
        console.line(freezes + " freezes, at least " + document.minInFlight() + " prompts in flight; longest recovery "
                + document.maxRecoverySeconds() + " s; " + document.workersEnded() + " workers ended by themselves; "
                + document.seconds() + " s in all.");
    }
}
