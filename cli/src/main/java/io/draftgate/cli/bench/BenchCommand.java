package io.draftgate.cli.bench;

import io.draftgate.cli.command.CommandGroup;
import io.draftgate.cli.console.Console;
import picocli.CommandLine.Command;

/** {@code draftgate bench}. */
@Command(
        name = "bench",
        description = "Measure how fast this machine is.",
        footer = {
            "",
            "Examples:",
            "  draftgate bench generate",
            "  draftgate bench generate --model /tmp/random-124m --batch 1,8,32 --precision int8 --threads 2 --json"
        })
public final class BenchCommand extends CommandGroup {

    /** The group with its command. */
    public BenchCommand(Console console) {
        super(new BenchGenerateCommand(console), new BenchReplayCommand(console));
    }
}
