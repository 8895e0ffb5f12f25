package io.draftgate.cli.drill;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.console.Console;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code draftgate drill zombie}. */
@Command(
        name = "zombie",
        description = {
            "Start a pipeline of real processes, kill the worker that has admitted the prompts, and let the one that takes over stop "
                    + "itself (SIGSTOP) on its stream thread when it has the first result in hand and has forwarded nothing of it: the "
                    + "worst moment. A third takes over and answers; then the frozen one is woken (SIGCONT) and goes on with what it has "
                    + "in hand, which must not be seen. Workers use an engine without a model that takes some seconds a draft, so that "
                    + "all prompts are in flight.",
            "Counts what became of every prompt; ends with 3 if one was lost or ended twice. Leaves nothing behind."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate drill zombie",
            "  draftgate drill zombie --without completions   # what fences it, switched off"
        })
final class DrillZombieCommand extends SingleDrillCommand {
    /** Of the first worker: time to admit all prompts before one of them is answered, also on a busy machine. */
    private static final Duration SLOW_DRAFT = Duration.ofSeconds(15);

    /**
     * Of the second: time to commit that it has begun. A transaction that is open when a worker stops is aborted by its timeout, and what
     * the worker writes afterwards is refused, whatever else protects it.
     */
    private static final Duration UNHURRIED_DRAFT = Duration.ofSeconds(4);

    /** Of the third, for whom the prompts run one after the other, since a worker died with them. */
    private static final Duration DRAFT = Duration.ofMillis(200);

    /** All prompts are admitted and none is answered. */
    private static final Duration ADMITTED = Duration.ofSeconds(8);

    /** The dead worker is out of the group: who joins now gets all tasks at once. */
    private static final Duration FORGOTTEN = DrillCluster.SESSION_TIMEOUT.plusSeconds(2);

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(100);

    /** A woken worker has this long to try to write. */
    private static final Duration SETTLING = Duration.ofSeconds(8);

    DrillZombieCommand(Console console, Class<?> main) {
        super(console, main);
    }

    @Override
    ClusterPlan plan() {
        return ClusterPlan.ofWorkers(0).withWorkerOptions(List.of("--slots=64"));
    }

    @Override
    Map<String, Double> carryOut(Drill drill, DrillOptions options) throws IOException, InterruptedException {
        DrillProcess first = drill.cluster().addWorker(List.of(draftsTake(SLOW_DRAFT)));
        // The first draft shows that the worker is up.
        drill.feed().submitUpTo(1);
        drill.run().awaitOutcomes(1);
        drill.feed().submitUpTo(options.prompts());
        drill.run().follow(ADMITTED);
        first.kill();
        drill.run().struck();
        drill.run().follow(FORGOTTEN);
        DrillProcess zombie = drill.cluster().addWorker(List.of(draftsTake(UNHURRIED_DRAFT), "--drill-stand-still"));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!zombie.isFrozen()) {
            if (System.nanoTime() > deadline) {
                throw CommandException.couldNotRun(
                        "no-result",
                        zombie.name() + " had no result to stop at",
                        "See its log, which --logs DIR keeps");
            }
            drill.run().follow(POLL);
        }
        drill.cluster().addWorker(List.of(draftsTake(DRAFT)));
        drill.run().awaitOutcomes(options.prompts());
        zombie.wake();
        drill.run().follow(SETTLING);
        return Map.of();
    }

    private static String draftsTake(Duration latency) {
        return "--drill-null-engine-millis=" + latency.toMillis();
    }
}
