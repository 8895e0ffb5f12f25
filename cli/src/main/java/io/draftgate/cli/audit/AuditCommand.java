package io.draftgate.cli.audit;

import io.draftgate.cli.command.CommandGroup;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.erasure.AuditEraseCommand;
import io.draftgate.cli.erasure.AuditKeysCommand;
import io.draftgate.cli.provenance.AuditCheckCommand;
import io.draftgate.cli.release.AuditReportCommand;
import io.draftgate.cli.replay.AuditReplayCommand;
import picocli.CommandLine.Command;

/** {@code draftgate audit}. */
@Command(
        name = "audit",
        description = "Read, search, prove and check the audit log.",
        footer = {
            "",
            "Examples:",
            "  draftgate audit verify --bootstrap localhost:9092",
            "  draftgate audit checkpoint --bootstrap localhost:9092 > monday.txt",
            "  draftgate audit prove --index 17 --partition 0 --bootstrap localhost:9092",
            "  draftgate audit replay --sample 100 --bootstrap localhost:9092",
            "  draftgate audit search --text 'scarecrow' --verdict ABSTAIN",
            "  draftgate audit show essay-walking"
        })
public final class AuditCommand extends CommandGroup {
    /** The group, writing to a console. */
    public AuditCommand(Console console) {
        super(
                new AuditVerifyCommand(console),
                new AuditCheckpointCommand(console),
                new AuditProveCommand(console),
                new AuditVerifyProofCommand(console),
                new AuditExportTilesCommand(console),
                new AuditKeyCommand(console),
                new AuditReplayCommand(console),
                new AuditSearchCommand(console),
                new AuditShowCommand(console),
                new AuditExportCommand(console),
                new AuditCheckCommand(console),
                new AuditEraseCommand(console),
                new AuditKeysCommand(console),
                new AuditReportCommand(console));
    }
}
