package io.draftgate.cli.drill;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.console.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code draftgate drill clock}. */
@Command(
        name = "clock",
        description = {
            "Start a pipeline of real processes and let the clock of the workers jump, forth by two hours, back by four, and so on, while "
                    + "prompts are in flight. The clocks of the brokers and the detector stay as they are.",
            "Needs libfaketime (Debian: libfaketime), which is put before the C library of the workers; what measures durations "
                    + "(the monotonic clock) does not jump, as on a real machine.",
            "Counts what became of every prompt and verifies the audit chain; ends with 3 if a prompt was lost or ended twice, or a "
                    + "step is missing in the chain. Leaves nothing behind."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate drill clock",
            "  draftgate drill clock --prompts 100 --jumps 6 --json",
            "  draftgate drill clock --faketime /opt/faketime/libfaketime.so.1"
        })
final class DrillClockCommand extends FaultDrillCommand {
    private static final Duration SETTLING = Duration.ofSeconds(1);

    /** libfaketime looks at its file once a second. */
    private static final Duration NOTICED = Duration.ofSeconds(3);

    private static final Duration JUMP = Duration.ofHours(2);

    @Option(
            names = "--jumps",
            paramLabel = "J",
            description = "How many times the clock jumps (default: ${DEFAULT-VALUE}).")
    private int jumps = 2;

    @Option(names = "--faketime", paramLabel = "FILE", description = "The library (default: ${DEFAULT-VALUE}).")
    private Path library = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1");

    @Option(names = "--workers", paramLabel = "W", description = "Generator workers (default: ${DEFAULT-VALUE}).")
    private int workers = 1;

    private Path offset = Path.of("");
    private int struck;

    DrillClockCommand(Console console, Class<?> main) {
        super(console, main);
    }

    @Override
    Faults faults() throws IOException {
        DrillOptions.atLeast("--workers", 1, workers);
        if (!Files.isReadable(library)) {
            throw CommandException.couldNotRun(
                    "no-faketime", "there is no " + library, "Install libfaketime, or name it by --faketime");
        }
        offset = Files.createTempFile("draftgate-clock", ".rc");
        offset.toFile().deleteOnExit();
        jumpTo(Duration.ZERO);
        Map<String, String> environment = Map.of(
                "LD_PRELOAD", library.toString(),
                "FAKETIME_TIMESTAMP_FILE", offset.toString(),
                "FAKETIME_CACHE_DURATION", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                // Without this it measures timed waits by the wall clock, so that timers never fire.
                "FAKETIME_FORCE_MONOTONIC_FIX", "0",
                "FAKETIME_NO_CACHE", "0");
        ClusterPlan plan = ClusterPlan.ofWorkers(workers).withEnvironment(environment);
        return new Faults("--jumps", jumps, plan, 1, workers + 1, SETTLING);
    }

    private void jumpTo(Duration from) throws IOException {
        Files.writeString(offset, "%+d".formatted(from.toSeconds()) + System.lineSeparator());
    }

    @Override
    void strike(Drill drill, DrillProcess victim) throws IOException {
        Duration from = struck++ % 2 == 0 ? JUMP : JUMP.negated();
        jumpTo(from);
        drill.run().struck();
        int inFlight = drill.run().inFlight();
        drill.run().follow(NOTICED);
        tell("The clocks of the workers jumped to " + from.toHours() + " h from now, " + inFlight
                + " prompts in flight.");
    }

    @Override
    Map<String, Integer> kinds(FaultPlan plan, Faults faults) {
        return Map.of("jumps", jumps);
    }
}
