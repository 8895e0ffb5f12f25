package io.draftgate.cli.drill;

import io.draftgate.cli.console.Console;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code draftgate drill rebalance}. */
@Command(
        name = "rebalance",
        description = {
            "Start a pipeline of real processes and let workers leave and join again, one after the other without a pause, while "
                    + "prompts are in flight: their tasks move twice each time.",
            "Counts what became of every prompt and verifies the audit chain; ends with 3 if a prompt was lost or ended twice, or a "
                    + "step is missing in the chain. Leaves nothing behind."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate drill rebalance",
            "  draftgate drill rebalance --prompts 400 --moves 20 --workers 3 --json"
        })
final class DrillRebalanceCommand extends FaultDrillCommand {
    private static final Duration SETTLING = Duration.ofSeconds(1);

    @Option(
            names = "--moves",
            paramLabel = "M",
            description = "How many times a worker leaves and joins again (default: ${DEFAULT-VALUE}).")
    private int moves = 4;

    @Option(names = "--workers", paramLabel = "W", description = "Generator workers (default: ${DEFAULT-VALUE}).")
    private int workers = 2;

    DrillRebalanceCommand(Console console, Class<?> main) {
        super(console, main);
    }

    @Override
    Faults faults() {
        DrillOptions.atLeast("--workers", 2, workers);
        return new Faults("--moves", moves, ClusterPlan.ofWorkers(workers), 1, workers + 1, SETTLING);
    }

    @Override
    void strike(Drill drill, DrillProcess victim) throws IOException, InterruptedException {
        drill.run().struck();
        victim.end(DrillCluster.GRACE_PERIOD);
        victim.restart();
        tell(victim.name() + " left and joined, " + drill.run().inFlight() + " prompts in flight.");
    }

    @Override
    Map<String, Integer> kinds(FaultPlan plan, Faults faults) {
        return Map.of("moves", moves);
    }
}
