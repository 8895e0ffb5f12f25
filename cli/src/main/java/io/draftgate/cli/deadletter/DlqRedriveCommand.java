package io.draftgate.cli.deadletter;

import io.draftgate.cli.console.Console;
import io.draftgate.schemas.event.Settlement;
import picocli.CommandLine.Command;

/** {@code draftgate dlq redrive}. */
@Command(
        name = "redrive",
        description = {
            "Send dead letters back to the topic and partition they came from, once what was wrong with the service is mended. Each is "
                    + "sent, marked and audited in one transaction: never twice. A letter that fails again is a new one."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate dlq redrive generator.dlq-0@17 --by ann --bootstrap localhost:9092",
            "  draftgate dlq redrive --all --by ann --reason 'seen' --bootstrap localhost:9092"
        })
final class DlqRedriveCommand extends SettleCommand {
    DlqRedriveCommand(Console console) {
        super(console, Settlement.REDRIVEN);
    }
}
