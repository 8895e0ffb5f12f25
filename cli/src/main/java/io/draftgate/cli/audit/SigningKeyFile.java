package io.draftgate.cli.audit;

import io.draftgate.audit.note.NoteSigner;
import io.draftgate.cli.command.CommandException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** A file with the key that signs checkpoints: one line, readable by its owner alone. Immutable. */
public record SigningKeyFile(Path path) {
    /**
     * Reads the key.
     *
     * @throws CommandException if the file holds none
     */
    public NoteSigner read() throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        try {
            return NoteSigner.parse(Files.readString(path));
        } catch (IllegalArgumentException e) {
            throw CommandException.couldNotRun(
                    "bad-key", path + ": " + e.getMessage(), "Make one with 'draftgate audit key FILE'");
        }
    }

    /** Reads the key, or makes one if there is no file. */
    public NoteSigner readOrCreate(String name) throws IOException {
        if (!Files.exists(path)) {
            create(name);
        }
        return read();
    }

    private void create(String name) throws IOException {
        String key;
        try {
            key = NoteSigner.generate(name, new SecureRandom()).privateKey();
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()), "Try --name example.org/drafts");
        }
        try {
            Files.createFile(path, ownerOnly());
        } catch (FileAlreadyExistsException madeMeanwhile) {
            return;
        }
        Files.writeString(path, key + "\n", StandardCharsets.US_ASCII, StandardOpenOption.WRITE);
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
