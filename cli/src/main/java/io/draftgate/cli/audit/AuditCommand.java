package io.draftgate.cli.audit;

import io.draftgate.cli.command.CommandGroup;
import io.draftgate.cli.console.Console;
import picocli.CommandLine.Command;

/** {@code draftgate audit}. */
@Command(
        name = "audit",
        description = "Read the audit chain.",
        footer = {"", "Examples:", "  draftgate audit verify --bootstrap localhost:9092"})
public final class AuditCommand extends CommandGroup {
    /** The group, writing to a console. */
    public AuditCommand(Console console) {
        super(new AuditVerifyCommand(console));
    }
}
