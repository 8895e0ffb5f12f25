package io.draftgate.cli.provenance;

import io.draftgate.cli.command.CommandGroup;
import io.draftgate.cli.console.Console;
import picocli.CommandLine.Command;

/** {@code draftgate provenance}. */
@Command(
        name = "provenance",
        description = "Tell where a published draft comes from.",
        footer = {"", "Examples:", "  draftgate provenance manifest goose --bootstrap localhost:9092"})
public final class ProvenanceCommand extends CommandGroup {
    /** The group, writing to a console. */
    public ProvenanceCommand(Console console) {
        super(new ManifestCommand(console));
    }
}
