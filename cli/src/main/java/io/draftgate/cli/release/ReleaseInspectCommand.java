package io.draftgate.cli.release;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.release.gate.SigningKey;
import io.draftgate.release.gate.Statement;
import io.draftgate.release.gate.Statement.Finding;
import io.draftgate.schemas.event.GateAction;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code draftgate release inspect}. */
@Command(
        name = "inspect",
        description = {
            "Say what was found in a draft that was drawn for inspection, signed with the reviewer's own key: the detector was "
                    + "told whose it is by --reviewer-key NAME=FILE.pub.",
            "Each reviewer speaks once about a draft, never about one they asked for; a draft that anybody finds defective counts as defective."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate release inspect stories default/goose/0 --finding conforming --reviewer ann --key ann.key --bootstrap localhost:9092"
        })
final class ReleaseInspectCommand extends DraftgateCommand {
    private final Console console;

    @Parameters(index = "0", paramLabel = "GATE", description = "The gate whose sample it is.")
    private String gate = "";

    @Parameters(index = "1", paramLabel = "TENANT/ID/COMPLETION", description = "The draft, as the sample names it.")
    private String item = "";

    @Option(names = "--finding", paramLabel = "conforming|defective", required = true, description = "What was found.")
    private Finding finding = Finding.DEFECTIVE;

    @Option(names = "--reviewer", paramLabel = "NAME", required = true, description = "Who looked.")
    private String reviewer = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; do not quote, the log keeps it for ever.")
    private String reason = "";

    @Mixin
    private final SigningKeyOption keyOption = new SigningKeyOption();

    @Mixin
    private final LogOptions log = new LogOptions();

    ReleaseInspectCommand(Console console) {
        this.console = console;
    }

    private record Document(String gate, String item, Finding finding, String reviewer) {}

    @Override
    protected ExitCode run() throws Exception {
        SigningKey key = keyOption.read();
        List<String> authors = new ArrayList<>();
        log.open()
                .read((chainName, link, event) -> DraftItem.generated(event)
                        .filter(draft -> DraftItem.name(draft).equals(item))
                        .ifPresent(draft -> authors.add(draft.getRequestedBy())));
        if (authors.contains(reviewer)) {
            throw CommandException.couldNotRun(
                    "own-draft",
                    "nobody inspects a draft they asked for, " + reviewer + " did",
                    "Ask another reviewer");
        }
        new GateFiler(log.topics(), log.client(), InstantSource.system())
                .file(GateAction.INSPECT, new Statement.Inspection(gate, item, finding, reviewer, reason), key);
        if (json()) {
            console.json(new Document(gate, item, finding, reviewer));
        } else {
            console.line("Inspection of " + item + " filed: " + finding + ".");
        }
        return ExitCode.DONE;
    }
}
