package io.draftgate.cli.deadletter;

import io.draftgate.cli.console.Console;
import io.draftgate.schemas.event.Settlement;
import picocli.CommandLine.Command;

/** {@code draftgate dlq drop}. */
@Command(
        name = "drop",
        description = {
            "Give dead letters up. They stay in their topic for as long as it keeps them, but are not listed any more; each is "
                    + "marked and audited in one transaction."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate dlq drop generator.dlq-0@17 --by ann --bootstrap localhost:9092",
            "  draftgate dlq drop --all --by ann --reason 'seen' --bootstrap localhost:9092"
        })
final class DlqDropCommand extends SettleCommand {
    DlqDropCommand(Console console) {
        super(console, Settlement.DROPPED);
    }
}
