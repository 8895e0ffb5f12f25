package io.draftgate.cli.release;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.release.gate.SigningKey;
import io.draftgate.release.gate.Statement;
import io.draftgate.schemas.event.GateAction;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code draftgate release gate close}. */
@Command(
        name = "close",
        description = "Close a gate at once; the closing is signed and logged.",
        footer = {
            "",
            "Examples:",
            "  draftgate release gate close stories --key release.key --reason complaint --bootstrap localhost:9092"
        })
final class GateCloseCommand extends DraftgateCommand {
    private final Console console;

    @Parameters(paramLabel = "GATE", description = "Id of the rule in the release policy.")
    private String gate = "";

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.")
    private String reason = "";

    @Mixin
    private final SigningKeyOption keyOption = new SigningKeyOption();

    @Mixin
    private final LogOptions log = new LogOptions();

    GateCloseCommand(Console console) {
        this.console = console;
    }

    private record Document(String gate, String statement) {}

    @Override
    protected ExitCode run() throws Exception {
        SigningKey key = keyOption.read();
        Statement.Closing closing = new Statement.Closing(gate, reason);
        new GateFiler(log.topics(), log.client(), InstantSource.system()).file(GateAction.CLOSE, closing, key);
        if (json()) {
            console.json(new Document(gate, closing.toJson()));
        } else {
            console.line("Closing of gate " + gate + " filed by " + key.id() + ".");
        }
        return ExitCode.DONE;
    }
}
