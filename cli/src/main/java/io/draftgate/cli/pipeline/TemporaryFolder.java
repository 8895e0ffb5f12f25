package io.draftgate.cli.pipeline;

import io.draftgate.cli.command.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that is gone when it is closed. */
public record TemporaryFolder(Path path) implements AutoCloseable {
    /**
     * Makes a new one where the system keeps temporary files.
     *
     * @throws CommandException if that cannot be written
     */
    public static TemporaryFolder create() {
        try {
            return new TemporaryFolder(Files.createTempDirectory("draftgate-"));
        } catch (IOException e) {
            throw CommandException.couldNotRun(
                    "no-temporary-folder",
                    "cannot make a folder in " + System.getProperty("java.io.tmpdir") + ": " + e.getMessage(),
                    "Name another place, e.g. DRAFTGATE_JAVA_OPTIONS=-Djava.io.tmpdir=DIR");
        }
    }

    @Override
    public void close() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(path)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.deleteIfExists(file);
        }
    }
}
