package io.draftgate.cli.release;

import io.draftgate.cli.command.CommandException;
import io.draftgate.release.gate.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that says who signs. */
final class SigningKeyOption {
    @Option(
            names = "--key",
            paramLabel = "FILE",
            required = true,
            description = "Signs what is filed, see 'draftgate release key'.")
    private Path file = Path.of("");

    SigningKey read() throws IOException {
        try {
            return SigningKey.read(file);
        } catch (IllegalArgumentException e) {
            throw CommandException.couldNotRun(
                    "bad-key", String.valueOf(e.getMessage()), "Make one with 'draftgate release key FILE'");
        }
    }
}
