package io.draftgate.cli.pipeline;

import io.draftgate.cli.command.CommandGroup;
import io.draftgate.cli.console.Console;
import picocli.CommandLine.Command;

/** {@code draftgate run}. */
@Command(
        name = "run",
        description = "Run one service against a Kafka, until Ctrl-C.",
        footer = {
            "",
            "Examples:",
            "  draftgate run generator --bootstrap localhost:9092 --state-dir state",
            "  draftgate run detector --bootstrap localhost:9092 --state-dir state",
            "  draftgate run console --bootstrap localhost:9092"
        })
public final class RunCommand extends CommandGroup {
    /** The group, writing to a console. */
    public RunCommand(Console console) {
        super(
                new RunGeneratorCommand(console),
                new RunDetectorCommand(console),
                new RunIndexCommand(console),
                new RunConsoleCommand(console));
    }
}
