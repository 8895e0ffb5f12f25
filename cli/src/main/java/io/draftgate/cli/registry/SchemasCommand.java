package io.draftgate.cli.registry;

import io.draftgate.cli.command.CommandGroup;
import io.draftgate.cli.console.Console;
import picocli.CommandLine.Command;

/** {@code draftgate schemas}. */
@Command(
        name = "schemas",
        description = "Let Kafka Connect, ksqlDB and other tools that ask a schema registry read the topics.",
        footer = {
            "",
            "Examples:",
            "  draftgate schemas register --registry http://localhost:8081",
            "  draftgate schemas bridge drafts.published --registry http://localhost:8081 --bootstrap localhost:9092"
        })
public final class SchemasCommand extends CommandGroup {
    /** The group, writing to a console. */
    public SchemasCommand(Console console) {
        super(new SchemasRegisterCommand(console), new SchemasBridgeCommand(console));
    }
}
