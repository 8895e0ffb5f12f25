package io.draftgate.cli.deadletter;

import io.draftgate.cli.command.CommandGroup;
import io.draftgate.cli.console.Console;
import picocli.CommandLine.Command;

/** {@code draftgate dlq}. */
@Command(
        name = "dlq",
        description = "Work off dead letters: records that a service could not read, or that broke it.",
        footer = {
            "",
            "Examples:",
            "  draftgate dlq list --bootstrap localhost:9092",
            "  draftgate dlq show generator.dlq-0@17 --bootstrap localhost:9092",
            "  draftgate dlq redrive --all --by ann --reason 'fixed in 1.2' --bootstrap localhost:9092",
            "  draftgate dlq drop generator.dlq-0@17 --by ann --bootstrap localhost:9092"
        })
public final class DlqCommand extends CommandGroup {
    /** The group, writing to a console. */
    public DlqCommand(Console console) {
        super(
                new DlqListCommand(console),
                new DlqShowCommand(console),
                new DlqRedriveCommand(console),
                new DlqDropCommand(console));
    }
}
