package io.draftgate.cli.drill;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.console.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code draftgate drill upgrade}. */
@Command(
        name = "upgrade",
        description = {
            "Start a pipeline of real processes whose workers and detector are of an older build, replace one after the other by this "
                    + "build while prompts are in flight, and then go back the same way.",
            "Counts what became of every prompt and verifies the audit chain; ends with 3 if a prompt was lost or ended twice, or a "
                    + "step is missing in the chain. Leaves nothing behind."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate drill upgrade --old-jar ../draftgate-old/cli/target/draftgate.jar",
            "  draftgate drill upgrade --old-jar old/draftgate.jar --prompts 200 --workers 3 --json"
        })
final class DrillUpgradeCommand extends FaultDrillCommand {
    private static final Duration SETTLING = Duration.ofSeconds(1);

    @Option(
            names = "--old-jar",
            paramLabel = "FILE",
            required = true,
            description = "draftgate.jar of the older build, with its lib folder beside it.")
    private Path oldJar = Path.of("");

    @Option(names = "--workers", paramLabel = "W", description = "Generator workers (default: ${DEFAULT-VALUE}).")
    private int workers = 2;

    private int replaced;

    DrillUpgradeCommand(Console console, Class<?> main) {
        super(console, main);
    }

    @Override
    Faults faults() {
        DrillOptions.atLeast("--workers", 1, workers);
        if (!Files.isReadable(oldJar)) {
            throw CommandException.usage(
                    "--old-jar is " + oldJar + ", which cannot be read",
                    "Build an older version and name its draftgate.jar");
        }
        // Each process is replaced twice: forth and back.
        return new Faults("--workers", 2 * (workers + 1), ClusterPlan.ofWorkers(workers), 1, workers + 2, SETTLING);
    }

    @Override
    void prepare(Drill drill) throws IOException {
        for (DrillProcess service : services(drill)) {
            service.kill();
            service.restartAs(drill.cluster().service(old(drill), service.name()));
        }
    }

    private List<DrillProcess> services(Drill drill) {
        return drill.cluster().processes().subList(1, workers + 2);
    }

    private OwnProgram old(Drill drill) {
        return drill.cluster().program().ofJar(oldJar.toAbsolutePath());
    }

    /** Takes them in turn, whoever was drawn. */
    @Override
    void strike(Drill drill, DrillProcess drawn) throws IOException, InterruptedException {
        boolean isForth = replaced < workers + 1;
        DrillProcess service = services(drill).get(replaced++ % (workers + 1));
        service.end(DrillCluster.GRACE_PERIOD);
        drill.run().struck();
        service.restartAs(drill.cluster().service(isForth ? drill.cluster().program() : old(drill), service.name()));
        tell(service.name() + " is of the " + (isForth ? "new" : "old") + " build now, "
                + drill.run().inFlight() + " prompts in flight.");
    }

    @Override
    Map<String, Integer> kinds(FaultPlan plan, Faults faults) {
        return Map.of("replacements", replaced);
    }
}
