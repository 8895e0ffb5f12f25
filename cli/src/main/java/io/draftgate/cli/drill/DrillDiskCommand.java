package io.draftgate.cli.drill;

import io.draftgate.cli.console.Console;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code draftgate drill disk}. */
@Command(
        name = "disk",
        description = {
            "Start a pipeline of real processes and let a worker write no more to any file, as on a full disk: while it works, while "
                    + "it closes its stores, and while it is started again; then there is room.",
            "The limit is RLIMIT_FSIZE, set by prlimit of util-linux: a write fails with EFBIG where a full disk says ENOSPC. It "
                    + "needs no privilege.",
            "Counts what became of every prompt and verifies the audit chain; ends with 3 if a prompt was lost or ended twice, or a "
                    + "step is missing in the chain. Leaves nothing behind."
        },
        footer = {"", "Examples:", "  draftgate drill disk", "  draftgate drill disk --prompts 100 --fillings 3 --json"
        })
final class DrillDiskCommand extends FaultDrillCommand {
    private static final Duration SETTLING = Duration.ofSeconds(1);

    /** While the worker runs; again while it cannot start. */
    private static final Duration FULL = Duration.ofSeconds(6);

    /** No file may grow past this. */
    private static final int ROOM_BYTES = 4096;

    @Option(
            names = "--fillings",
            paramLabel = "F",
            description = "How many times the disk of a worker fills (default: ${DEFAULT-VALUE}).")
    private int fillings = 1;

    @Option(names = "--workers", paramLabel = "W", description = "Generator workers (default: ${DEFAULT-VALUE}).")
    private int workers = 1;

    DrillDiskCommand(Console console, Class<?> main) {
        super(console, main);
    }

    @Override
    Faults faults() {
        DrillOptions.atLeast("--workers", 1, workers);
        return new Faults("--fillings", fillings, ClusterPlan.ofWorkers(workers), 1, workers + 1, SETTLING);
    }

    @Override
    void strike(Drill drill, DrillProcess victim) throws IOException, InterruptedException {
        victim.limitFiles(ROOM_BYTES);
        drill.run().struck();
        int inFlight = drill.run().inFlight();
        drill.run().follow(FULL);
        victim.end(DrillCluster.GRACE_PERIOD);
        ProcessBuilder cramped = drill.cluster().worker(drill.cluster().program(), victim.name());
        List<String> command = new ArrayList<>(List.of("prlimit", "--fsize=" + ROOM_BYTES));
        command.addAll(cramped.command());
        victim.restartAs(cramped.command(command));
        drill.run().follow(FULL);
        victim.kill();
        victim.restartAs(drill.cluster().worker(drill.cluster().program(), victim.name()));
        tell("The disk of " + victim.name() + " was full for " + 2 * FULL.toSeconds() + " s, " + inFlight
                + " prompts in flight.");
    }

    @Override
    Map<String, Integer> kinds(FaultPlan plan, Faults faults) {
        return Map.of("fillings", fillings);
    }
}
