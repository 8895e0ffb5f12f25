package io.draftgate.cli.provenance;

import io.draftgate.audit.ChainLink;
import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.release.DraftItem;
import io.draftgate.cli.release.LogOptions;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.Route;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code draftgate provenance manifest}. */
@Command(
        name = "manifest",
        description = {
            "Write the sidecar manifest of a published draft from the audit log: that a machine wrote it, which, when, and "
                    + "where the log says so.",
            "The assertions are those of C2PA; it is not signed as C2PA asks, the audit log is what proves it."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate provenance manifest goose --bootstrap localhost:9092 > goose.manifest.json"
        })
final class ManifestCommand extends DraftgateCommand {
    private final Console console;

    @Parameters(paramLabel = "ID", description = "Id of the prompt.")
    private String id = "";

    @Option(names = "--completion", paramLabel = "N", description = "Which completion, from 0 (default: 0).")
    private int completion;

    @Option(names = "--tenant", paramLabel = "NAME", description = "Its tenant (default: ${DEFAULT-VALUE}).")
    private String tenant = "default";

    @Mixin
    private final LogOptions log = new LogOptions();

    ManifestCommand(Console console) {
        this.console = console;
    }

    @Override
    protected ExitCode run() {
        List<Manifest> found = new ArrayList<>();
        log.open().read((String chainName, ChainLink link, AuditEvent event) -> {
            if (event.getTenant().equals(tenant) && event.getSubject().equals(id)) {
                DraftItem.routed(event)
                        .filter(screened -> screened.getRoute() == Route.PUBLISH
                                && screened.getDraft().getCompletionIndex() == completion)
                        .ifPresent(screened -> found.add(Manifest.of(
                                screened,
                                new Manifest.LogPosition(
                                        chainName, link.index(), link.digest().toString()))));
            }
        });
        if (found.isEmpty()) {
            throw CommandException.couldNotRun(
                    "not-published",
                    "the log tells of no published draft " + tenant + "/" + id + "/" + completion,
                    "Check --tenant and --completion; what was erased has no manifest");
        }
        console.json(found.get(found.size() - 1));
        return ExitCode.DONE;
    }
}
