package io.draftgate.cli.drill;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.console.Console;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code draftgate drill kill}. */
@Command(
        name = "kill",
        description = {
            "Start a broker, generator workers and a detector as processes of their own, submit prompts, kill (SIGKILL) one of "
                    + "them at random moments while prompts are in flight and start it again each time. Counts what became "
                    + "of every prompt and verifies the audit chain; ends with 3 if a prompt was lost or ended twice, or a "
                    + "step is missing in the chain. Leaves nothing behind."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate drill kill --prompts 100 --kills 5",
            "  draftgate drill kill --prompts 2000 --kills 50 --workers 2 --seed 7 --json",
            "  draftgate drill kill --prompts 100 --kills 5 --brokers 3"
        })
final class DrillKillCommand extends FaultDrillCommand {
    /** What is dead writes nothing more; what lives writes a report within milliseconds and commits every 100. */
    private static final Duration SETTLING = Duration.ofSeconds(1);

    /** With fewer nothing could be replicated and elected; with more nothing else would be shown. */
    private static final int CLUSTER = 3;

    @Option(
            names = "--kills",
            paramLabel = "K",
            description = "How many processes to kill (default: ${DEFAULT-VALUE}).")
    private int kills = 3;

    @Option(names = "--workers", paramLabel = "W", description = "Generator workers (default: ${DEFAULT-VALUE}).")
    private int workers = 1;

    @Option(
            names = "--brokers",
            paramLabel = "1|3",
            description = "One broker, or a cluster of three (default: ${DEFAULT-VALUE}).")
    private int brokers = 1;

    DrillKillCommand(Console console, Class<?> main) {
        super(console, main);
    }

    @Override
    Faults faults() {
        DrillOptions.atLeast("--workers", 1, workers);
        if (brokers != 1 && brokers != CLUSTER) {
            throw CommandException.usage("--brokers is " + brokers + ", expected 1 or 3", "Try --brokers 3");
        }
        ClusterPlan plan = ClusterPlan.ofWorkers(workers).withBrokers(brokers);
        return new Faults("--kills", kills, plan, 0, brokers + workers + 1, SETTLING);
    }

    @Override
    void strike(Drill drill, DrillProcess victim) throws IOException {
        victim.kill();
        drill.run().struck();
        victim.restart();
        tell("Killed " + victim.name() + ", " + drill.run().inFlight() + " prompts in flight.");
    }

    @Override
    Map<String, Integer> kinds(FaultPlan plan, Faults faults) {
        int broker = plan.hits(0, brokers);
        int detector = plan.hits(brokers + workers, brokers + workers + 1);
        Map<String, Integer> kinds = new LinkedHashMap<>();
        kinds.put("kills", kills);
        kinds.put("brokerKills", broker);
        kinds.put("workerKills", kills - broker - detector);
        kinds.put("detectorKills", detector);
        return kinds;
    }
}
