package io.draftgate.cli.release;

import io.draftgate.cli.command.CommandGroup;
import io.draftgate.cli.console.Console;
import picocli.CommandLine.Command;

/** {@code draftgate release}. */
@Command(
        name = "release",
        description = "Decide by statistics what may be published without a person: plans, samples, evidence, gates.",
        footer = {
            "",
            "Examples:",
            "  draftgate release plan --aql 0.01 --ltpd 0.05 --alpha 0.05 --beta 0.10",
            "  draftgate release gate show stories --bootstrap localhost:9092"
        })
public final class ReleaseCommand extends CommandGroup {
    /** The group, writing to a console. */
    public ReleaseCommand(Console console) {
        super(
                new ReleasePlanCommand(console),
                new ReleaseKeyCommand(console),
                new ReleaseSampleCommand(console),
                new ReleaseInspectCommand(console),
                new ReleaseEvidenceCommand(console),
                new ReleaseGateCommand(console));
    }
}
