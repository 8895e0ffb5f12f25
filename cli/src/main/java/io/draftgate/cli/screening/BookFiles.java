package io.draftgate.cli.screening;

import io.draftgate.detection.training.Books;
import io.draftgate.detection.training.TrainingOptions;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that names books. */
final class BookFiles {

    @Option(
            names = "--books",
            paramLabel = "FILE",
            description = "Plain text of people, documents apart by a line <|endoftext|>, .gz or not; can be repeated.")
    private List<Path> files = new ArrayList<>();

    /** The documents in all files; none if no file was named. */
    List<String> read() throws NoSuchFileException {
        List<String> documents = new ArrayList<>();
        for (Path file : files) {
            if (!Files.exists(file)) {
                throw new NoSuchFileException(file.toString());
            }
            documents.addAll(Books.read(file, TrainingOptions.DEFAULT.maxBookCharacters()));
        }
        return documents;
    }
}
