package io.draftgate.cli.audit;

import io.draftgate.audit.checkpoint.SignedCheckpoint;
import io.draftgate.audit.note.NoteVerifier;
import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say which checkpoints and keys are trusted. */
final class EvidenceOptions {
    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description =
                    "Checkpoints that were kept, as 'draftgate audit checkpoint' prints them; one or several a file.")
    private List<Path> checkpoints = new ArrayList<>();

    @Option(
            names = "--key",
            paramLabel = "VKEY",
            description = "Key that must have signed the checkpoints, as 'draftgate audit key' prints it. Without one, "
                    + "signatures are not checked.")
    private List<String> keys = new ArrayList<>();

    Evidence evidence() throws IOException {
        List<SignedCheckpoint> kept = new ArrayList<>();
        for (Path file : checkpoints) {
            kept.addAll(read(file));
        }
        return new Evidence(kept, keys());
    }

    List<NoteVerifier> keys() {
        try {
            return keys.stream().map(NoteVerifier::parse).toList();
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("--key: " + e.getMessage(), "Print the key with 'draftgate audit key FILE'");
        }
    }

    private static List<SignedCheckpoint> read(Path file) throws IOException {
        try (InputStream in = InputFile.open(file)) {
            return SignedCheckpoint.parseAll(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw CommandException.couldNotRun(
                    "bad-checkpoint", file + ": " + e.getMessage(), "Get one with 'draftgate audit checkpoint'");
        }
    }
}
