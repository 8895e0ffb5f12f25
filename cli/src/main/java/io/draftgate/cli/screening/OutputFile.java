package io.draftgate.cli.screening;

import io.draftgate.cli.command.CommandException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that names the file to write. */
final class OutputFile {

    @Option(names = "--output", required = true, paramLabel = "FILE", description = "The file to write.")
    private Path file = Path.of("");

    /** The file; that it can be written is to be known before an hour of work, not after it. */
    Path requireWritable() {
        return requireWritable(file);
    }

    /** As {@link #requireWritable()}, for a file that another option names. */
    static Path requireWritable(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || folder == null || !Files.isWritable(folder)) {
            throw CommandException.couldNotRun(
                    "output", "the file " + file + " cannot be written", "Name a file in a folder that exists");
        }
        return file;
    }
}
