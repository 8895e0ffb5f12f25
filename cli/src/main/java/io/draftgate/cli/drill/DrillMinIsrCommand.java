package io.draftgate.cli.drill;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.console.Console;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code draftgate drill min-isr}. */
@Command(
        name = "min-isr",
        description = {
            "Start a pipeline of real processes on a cluster of three brokers and let it refuse writes for a while: "
                    + "min.insync.replicas is raised to 3 and a broker is killed, so that every write is answered with "
                    + "NOT_ENOUGH_REPLICAS; then the broker comes back and the setting, too.",
            "Counts what became of every prompt and verifies the audit chain; ends with 3 if a prompt was lost or ended twice, or a "
                    + "step is missing in the chain. Leaves nothing behind."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate drill min-isr",
            "  draftgate drill min-isr --prompts 100 --refusals 3 --seconds 20 --json"
        })
final class DrillMinIsrCommand extends FaultDrillCommand {
    private static final Duration SETTLING = Duration.ofSeconds(1);
    private static final int BROKERS = 3;

    @Option(
            names = "--refusals",
            paramLabel = "R",
            description = "How many times writes are refused (default: ${DEFAULT-VALUE}).")
    private int refusals = 1;

    @Option(names = "--seconds", paramLabel = "S", description = "For how long each time (default: ${DEFAULT-VALUE}).")
    private int seconds = 12;

    @Option(names = "--workers", paramLabel = "W", description = "Generator workers (default: ${DEFAULT-VALUE}).")
    private int workers = 1;

    DrillMinIsrCommand(Console console, Class<?> main) {
        super(console, main);
    }

    @Override
    Faults faults() {
        DrillOptions.atLeast("--workers", 1, workers);
        DrillOptions.atLeast("--seconds", 1, seconds);
        ClusterPlan plan = ClusterPlan.ofWorkers(workers).withBrokers(BROKERS);
        return new Faults("--refusals", refusals, plan, 0, BROKERS, SETTLING);
    }

    @Override
    void strike(Drill drill, DrillProcess victim) throws IOException, InterruptedException {
        requireReplicas(drill, BROKERS);
        victim.kill();
        drill.run().struck();
        int inFlight = drill.run().inFlight();
        int endedBefore = drill.run().ended();
        drill.run().follow(Duration.ofSeconds(seconds));
        int endedMeanwhile = drill.run().ended() - endedBefore;
        victim.restart();
        requireReplicas(drill, BROKERS - 1);
        tell("Writes were refused for " + seconds + " s without " + victim.name() + ", " + inFlight
                + " prompts in flight, " + endedMeanwhile + " ended meanwhile.");
    }

    private static void requireReplicas(Drill drill, int replicas) throws InterruptedException {
        ConfigResource everyBroker = new ConfigResource(ConfigResource.Type.BROKER, "");
        AlterConfigOp change = new AlterConfigOp(
                new ConfigEntry("min.insync.replicas", Integer.toString(replicas)), AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(drill.cluster().client())) {
            admin.incrementalAlterConfigs(Map.of(everyBroker, List.of(change)))
                    .all()
                    .get();
        } catch (ExecutionException refused) {
            throw CommandException.couldNotRun(
                    "no-setting",
                    "min.insync.replicas cannot be set: " + refused.getCause(),
                    "See the logs of the brokers, which --logs DIR keeps");
        }
    }

    @Override
    Map<String, Integer> kinds(FaultPlan plan, Faults faults) {
        return Map.of("refusals", refusals);
    }
}
