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

/** {@code draftgate drill kill}. */
@Command(
        name = "kill",
        description = {
            "Start a broker and generator workers as processes of their own, submit prompts, kill (SIGKILL) the broker or a "
                    + "worker at random moments while prompts are in flight and start it again each time. Counts what became "
                    + "of every prompt; ends with 3 if one was lost or ended twice. Leaves nothing behind."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate drill kill --prompts 100 --kills 5",
            "  draftgate drill kill --prompts 2000 --kills 50 --workers 2 --seed 7 --json"
        })
final class DrillKillCommand extends DraftgateCommand {
    /** What is dead writes nothing more; what lives writes a report within milliseconds and commits every 100. */
    private static final Duration SETTLING = Duration.ofSeconds(1);

    private final Console console;
    private final Class<?> main;

    @Mixin
    private final DrillOptions options = new DrillOptions();

    @Option(
            names = "--kills",
            paramLabel = "K",
            description = "How many processes to kill (default: ${DEFAULT-VALUE}).")
    private int kills = 3;

    @Option(names = "--workers", paramLabel = "W", description = "Generator workers (default: ${DEFAULT-VALUE}).")
    private int workers = 1;

    DrillKillCommand(Console console, Class<?> main) {
        this.console = console;
        this.main = main;
    }

    /**
     * What {@code --json} prints.
     *
     * @param outcomes how many of each kind
     * @param lost prompts without an outcome
     * @param duplicates outcomes beyond the first of their prompt
     * @param maxRecoverySeconds longest time from a kill to the next committed draft
     * @param minInFlight how many prompts, at least, had no outcome when a process was killed
     * @param workersEnded how often a worker ended by itself and was started again
     * @param brokersEnded how often the broker did
     */
    private record Document(
            int prompts,
            Map<String, Integer> outcomes,
            int kills,
            int lost,
            int duplicates,
            double maxRecoverySeconds,
            int brokerKills,
            int workerKills,
            int minInFlight,
            int workersEnded,
            int brokersEnded,
            int workers,
            int maxTokens,
            long seed,
            double seconds) {}

    @Override
    protected ExitCode run() throws Exception {
        options.require("--kills", kills);
        DrillOptions.atLeast("--workers", 1, workers);
        int prompts = options.prompts();
        FaultPlan plan = FaultPlan.draw(prompts, kills, workers + 1, new Random(options.seed()));
        long begin = System.nanoTime();
        try (TemporaryFolder folder = TemporaryFolder.create();
                Drill drill = Drill.start(main, folder.path(), options, workers)) {
            drill.run().carryOut(plan, prompts, victim -> kill(drill, victim));
            drill.run().follow(SETTLING);
            OutcomeCount count = drill.count(prompts);
            report(drill, plan, count, Duration.ofNanos(System.nanoTime() - begin));
            return count.isExactlyOnce() ? ExitCode.DONE : ExitCode.FOUND_WRONG;
        }
    }

    /** @param victim 0 is the broker, the others are workers */
    private void kill(Drill drill, int victim) throws IOException {
        DrillProcess process = victim == 0
                ? drill.cluster().broker()
                : drill.cluster().workers().get(victim - 1);
        process.kill();
        drill.run().struck();
        process.restart();
        if (!json()) {
            console.line("Killed " + process.name() + ", " + drill.run().inFlight() + " prompts in flight.");
        }
    }

    private void report(Drill drill, FaultPlan plan, OutcomeCount count, Duration time) {
        int brokerKills = (int)
                plan.faults().stream().filter(fault -> fault.victim() == 0).count();
        Document document = new Document(
                drill.feed().submitted(),
                count.kinds(),
                kills,
                count.lost(),
                count.duplicates(),
                Drill.seconds(drill.run().longestRecovery()),
                brokerKills,
                kills - brokerKills,
                drill.run().minInFlight(),
                drill.cluster().workersEnded(),
                drill.cluster().brokersEnded(),
                workers,
                options.maxTokens(),
                options.seed(),
                Drill.seconds(time));
        if (json()) {
            console.json(document);
            return;
        }
        console.line(count.summary(document.prompts()));
        console.line(kills + " kills (" + brokerKills + " broker, " + document.workerKills() + " worker), at least "
                + document.minInFlight() + " prompts in flight; longest recovery " + document.maxRecoverySeconds()
                + " s; "
                + document.workersEnded() + " workers ended by themselves; " + document.seconds() + " s in all.");
    }
}
