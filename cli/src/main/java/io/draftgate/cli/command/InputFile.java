package io.draftgate.cli.command;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that is read from its beginning to its end; a pipe will do, which {@link Files#newInputStream} trips over. */
public final class InputFile {

    private InputFile() {}

    /**
     * Opens the file.
     *
     * @throws FileSystemException if there is none, or it is a folder, or may not be read
     */
    public static InputStream open(Path path) throws IOException {
        String name = path.toString();
        if (!Files.exists(path)) {
            throw new NoSuchFileException(name);
        }
        if (Files.isDirectory(path)) {
            throw new FileSystemException(name, null, "is a folder, expected a file");
        }
        if (!Files.isReadable(path)) {
            throw new AccessDeniedException(name);
        }
        return new FileInputStream(path.toFile());
    }
}
