package io.draftgate.cli.drill;

import io.draftgate.cli.console.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code draftgate drill zombie}. */
@Command(
        name = "zombie",
        description = {
            "Start a pipeline of real processes, kill the worker that has admitted the prompts, and freeze the one that takes over "
                    + "(SIGSTOP) when it has restored them and read no record of their topic since: the worst moment, because a "
                    + "transaction without an input offset is not fenced. A third takes over and answers; then the frozen one is woken "
                    + "(SIGCONT) with all its drafts ready, which must not be seen. Workers use an engine without a model that takes "
                    + "some seconds a draft, so that the moment can be met.",
            "Counts what became of every prompt; ends with 3 if one was lost or ended twice. Leaves nothing behind."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate drill zombie",
            "  draftgate drill zombie --without completions   # must fail"
        })
final class DrillZombieCommand extends SingleDrillCommand {
    /** Time to freeze a worker while it writes, also on a busy machine. */
    private static final Duration DRAFT = Duration.ofSeconds(15);

    /** All prompts are admitted and none is answered. */
    private static final Duration ADMITTED = Duration.ofSeconds(8);

    /** The dead worker is out of the group: who joins now gets all tasks at once. */
    private static final Duration FORGOTTEN = DrillCluster.SESSION_TIMEOUT.plusSeconds(2);

    /** From its readiness on: its engine has what it took over, and its stores are committed. */
    private static final Duration STARTED = Duration.ofSeconds(3);

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(100);

    /** A woken worker has this long to try to write. */
    private static final Duration SETTLING = Duration.ofSeconds(8);

    DrillZombieCommand(Console console, Class<?> main) {
        super(console, main);
    }

    @Override
    ClusterPlan plan() {
        return ClusterPlan.ofWorkers(1)
                .withWorkerOptions(List.of("--slots=64", "--drill-null-engine-millis=" + DRAFT.toMillis()));
    }

    @Override
    Map<String, Double> carryOut(Drill drill, DrillOptions options) throws IOException, InterruptedException {
        // The first draft shows that the worker is up.
        drill.feed().submitUpTo(1);
        drill.run().awaitOutcomes(1);
        drill.feed().submitUpTo(options.prompts());
        drill.run().follow(ADMITTED);
        drill.cluster().workers().get(0).kill();
        drill.run().struck();
        drill.run().follow(FORGOTTEN);
        Path ready = drill.cluster().state("worker 2").resolve("ready");
        DrillProcess zombie = drill.cluster().addWorker(Optional.of(ready));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(ready) && System.nanoTime() < deadline) {
            drill.run().follow(POLL);
        }
        drill.run().follow(STARTED);
        zombie.freeze();
        drill.cluster().addWorker();
        drill.run().awaitOutcomes(options.prompts());
        zombie.wake();
        drill.run().follow(SETTLING);
        return Map.of();
    }
}
