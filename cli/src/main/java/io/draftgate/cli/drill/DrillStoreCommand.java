package io.draftgate.cli.drill;

import io.draftgate.cli.console.Console;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code draftgate drill store}. */
@Command(
        name = "store",
        description = {
            "Start a pipeline of real processes, end a worker in order while prompts are in flight, overwrite the middle of every "
                    + "file of its state stores with random bytes, and start it again: the stores must be thrown away and restored "
                    + "from their changelogs.",
            "Counts what became of every prompt and verifies the audit chain; ends with 3 if a prompt was lost or ended twice, or a "
                    + "step is missing in the chain. Leaves nothing behind."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate drill store",
            "  draftgate drill store --prompts 100 --corruptions 5 --workers 2 --json"
        })
final class DrillStoreCommand extends FaultDrillCommand {
    private static final Duration SETTLING = Duration.ofSeconds(1);

    @Option(
            names = "--corruptions",
            paramLabel = "C",
            description = "How many times to corrupt the stores of a worker (default: ${DEFAULT-VALUE}).")
    private int corruptions = 2;

    @Option(names = "--workers", paramLabel = "W", description = "Generator workers (default: ${DEFAULT-VALUE}).")
    private int workers = 1;

    DrillStoreCommand(Console console, Class<?> main) {
        super(console, main);
    }

    @Override
    Faults faults() {
        DrillOptions.atLeast("--workers", 1, workers);
        return new Faults("--corruptions", corruptions, ClusterPlan.ofWorkers(workers), 1, workers + 1, SETTLING);
    }

    @Override
    void strike(Drill drill, DrillProcess victim) throws IOException, InterruptedException {
        victim.end(DrillCluster.GRACE_PERIOD);
        int files = CorruptFiles.under(drill.cluster().state(victim.name()));
        drill.run().struck();
        victim.restart();
        tell("Corrupted " + files + " files of " + victim.name() + ", "
                + drill.run().inFlight() + " prompts in flight.");
    }

    @Override
    Map<String, Integer> kinds(FaultPlan plan, Faults faults) {
        return Map.of("corruptions", corruptions);
    }
}
