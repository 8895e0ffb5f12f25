package io.draftgate.cli.release;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.release.gate.SigningKey;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code draftgate release key}. */
@Command(
        name = "key",
        description =
                "Make an Ed25519 key that signs what is filed about gates: FILE keeps the secret, FILE.pub is for detectors.",
        footer = {"", "Examples:", "  draftgate release key release.key"})
final class ReleaseKeyCommand extends DraftgateCommand {
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "Where the secret half goes; must not exist.")
    private Path file = Path.of("");

    ReleaseKeyCommand(Console console) {
        this.console = console;
    }

    private record Document(String key, String secretFile, String publicFile) {}

    @Override
    protected ExitCode run() throws IOException {
        String id;
        try {
            id = SigningKey.generate(file);
        } catch (FileAlreadyExistsException e) {
            throw CommandException.usage(e.getFile() + " exists already", "Name another file");
        }
        Path publicFile = SigningKey.publicFile(file);
        if (json()) {
            console.json(new Document(id, file.toString(), publicFile.toString()));
        } else {
            console.line("Key " + id + ": the secret half in " + file + ", the public half in " + publicFile + ".");
        }
        return ExitCode.DONE;
    }
}
