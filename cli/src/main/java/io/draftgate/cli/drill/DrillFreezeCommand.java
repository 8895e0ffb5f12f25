package io.draftgate.cli.drill;

import io.draftgate.cli.console.Console;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code draftgate drill freeze}. */
@Command(
        name = "freeze",
        description = {
            "Start a broker, generator workers and a detector as processes of their own, submit prompts, freeze a worker (SIGSTOP) "
                    + "until the others have taken over, and wake it (SIGCONT): it believes that its tasks are still its own, "
                    + "and must be fenced. Counts what became of every prompt; ends with 3 if one was lost or ended twice. "
                    + "Leaves nothing behind."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate drill freeze --prompts 40 --freezes 1",
            "  draftgate drill freeze --prompts 400 --freezes 10 --workers 3 --json"
        })
final class DrillFreezeCommand extends FaultDrillCommand {
    /** After its session has ended a worker's open transaction is aborted, too, and another one takes over. */
    private static final Duration FROZEN = DrillCluster.SESSION_TIMEOUT.plusSeconds(6);

    /** A woken worker has this long to try to write. */
    private static final Duration SETTLING = Duration.ofSeconds(8);

    @Option(
            names = "--freezes",
            paramLabel = "F",
            description = "How many times to freeze a worker (default: ${DEFAULT-VALUE}).")
    private int freezes = 1;

    @Option(names = "--workers", paramLabel = "W", description = "Generator workers (default: ${DEFAULT-VALUE}).")
    private int workers = 2;

    DrillFreezeCommand(Console console, Class<?> main) {
        super(console, main);
    }

    @Override
    Faults faults() {
        DrillOptions.atLeast("--workers", 2, workers);
        return new Faults("--freezes", freezes, ClusterPlan.ofWorkers(workers), 1, workers + 1, SETTLING);
    }

    @Override
    void strike(Drill drill, DrillProcess victim) throws IOException, InterruptedException {
        victim.freeze();
        drill.run().struck();
        int inFlight = drill.run().inFlight();
        drill.run().follow(FROZEN);
        victim.wake();
        tell("Froze " + victim.name() + " for " + FROZEN.toSeconds() + " s, " + inFlight
                + " prompts in flight; woke it with " + drill.run().inFlight() + ".");
    }

    @Override
    Map<String, Integer> kinds(FaultPlan plan, Faults faults) {
        return Map.of("freezes", freezes);
    }
}
