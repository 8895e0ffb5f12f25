package io.draftgate.cli.drill;

import io.draftgate.cli.console.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** {@code draftgate drill restore}. */
@Command(
        name = "restore",
        description = {
            "Let very many prompts pass through a worker (without a model, so that it does not take days), end it and start it again: once "
                    + "with its state directory, once without it, so that all stores are restored from their changelogs. Measures the "
                    + "time from the start of the process to the next draft.",
            "Counts what became of every prompt; ends with 3 if one was lost or ended twice. Leaves nothing behind."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate drill restore --prompts 10000",
            "  draftgate drill restore --prompts 100000 --json"
        })
final class DrillRestoreCommand extends SingleDrillCommand {
    private static final double NANOS_PER_SECOND = 1e9;

    DrillRestoreCommand(Console console, Class<?> main) {
        super(console, main);
    }

    @Override
    ClusterPlan plan() {
        return ClusterPlan.ofWorkers(1).withWorkerOptions(List.of("--slots=64", "--drill-null-engine-millis=5"));
    }

    @Override
    Map<String, Double> carryOut(Drill drill, DrillOptions options) throws IOException, InterruptedException {
        drill.feed().submitUpTo(options.prompts());
        drill.run().awaitOutcomes(options.prompts());
        Map<String, Double> measured = new LinkedHashMap<>();
        measured.put("restartSeconds", restart(drill, false));
        measured.put("restoreSeconds", restart(drill, true));
        return measured;
    }

    private static double restart(Drill drill, boolean isWiped) throws IOException, InterruptedException {
        DrillProcess worker = drill.cluster().workers().get(0);
        worker.end(DrillCluster.GRACE_PERIOD);
        if (isWiped) {
            delete(drill.cluster().state(worker.name()));
        }
        drill.run().struck();
        int next = drill.feed().submitted() + 1;
        drill.feed().submitUpTo(next);
        long begin = System.nanoTime();
        worker.restart();
        drill.run().awaitOutcomes(next);
        return Math.round((System.nanoTime() - begin) / NANOS_PER_SECOND * 10) / 10.0;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        Files.createDirectories(folder);
    }
}
