package io.draftgate.cli.audit;

import io.draftgate.audit.note.NoteVerifier;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code draftgate audit key}. */
@Command(
        name = "key",
        description =
                "Make the Ed25519 key that signs checkpoints of the audit log, and print the key that verifies them.",
        footer = {
            "",
            "A file that is there is left as it is. Give the verifier key to everybody who is to check the log.",
            "",
            "Examples:",
            "  draftgate audit key checkpoint.key --name example.org/drafts",
            "  draftgate run detector --checkpoint-key checkpoint.key --bootstrap localhost:9092 --state-dir state"
        })
final class AuditKeyCommand extends DraftgateCommand {
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "Where the signing key is kept; secret.")
    private Path file = Path.of("");

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Names the log; best a URL without its scheme that is yours (default: ${DEFAULT-VALUE}).")
    private String name = "draftgate.local";

    @Option(
            names = "--origin",
            paramLabel = "NAME",
            description =
                    "Print the verifier key under the origin of one log, for tools that want the names to be equal, e.g. "
                            + "example.org/drafts/audit.records-0.")
    private @Nullable String origin;

    AuditKeyCommand(Console console) {
        this.console = console;
    }

    private record Document(String file, String name, String verifierKey) {}

    @Override
    protected ExitCode run() throws Exception {
        NoteVerifier own = new SigningKeyFile(file).readOrCreate(name).verifier();
        NoteVerifier verifier = origin == null ? own : own.named(origin);
        if (json()) {
            console.json(new Document(file.toString(), verifier.name(), verifier.toString()));
        } else {
            console.line(verifier.toString());
        }
        return ExitCode.DONE;
    }
}
