package io.draftgate.cli.release;

import io.draftgate.cli.command.CommandGroup;
import io.draftgate.cli.console.Console;
import picocli.CommandLine.Command;

/** {@code draftgate release gate}. */
@Command(
        name = "gate",
        description = "Open, close and look at release gates.",
        footer = {"", "Examples:", "  draftgate release gate show stories --bootstrap localhost:9092"})
final class ReleaseGateCommand extends CommandGroup {
    ReleaseGateCommand(Console console) {
        super(new GateOpenCommand(console), new GateCloseCommand(console), new GateShowCommand(console));
    }
}
