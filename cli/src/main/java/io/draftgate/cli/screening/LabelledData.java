package io.draftgate.cli.screening;

import io.draftgate.cli.command.CommandException;
import io.draftgate.detection.training.LabelledText;
import io.draftgate.detection.training.LabelledTexts;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that names texts of known origin. */
final class LabelledData {

    @Option(
            names = "--data",
            required = true,
            paramLabel = "FILE",
            description = "JSON lines with 'text' and 'label' (human or machine), .gz or not; can be repeated.")
    private List<Path> files = new ArrayList<>();

    List<LabelledText> read() throws NoSuchFileException {
        List<LabelledText> texts = read(files);
        if (texts.isEmpty()) {
            throw CommandException.couldNotRun(
                    "no-data", "there are no texts in " + files, "Name a file that has some");
        }
        return texts;
    }

    /** The texts in all these files. */
    static List<LabelledText> read(List<Path> files) throws NoSuchFileException {
        List<LabelledText> texts = new ArrayList<>();
        for (Path file : files) {
            if (!Files.exists(file)) {
                throw new NoSuchFileException(file.toString());
            }
            try {
                texts.addAll(LabelledTexts.read(file));
            } catch (IllegalArgumentException e) {
                throw badData(e);
            }
        }
        return texts;
    }

    static CommandException badData(IllegalArgumentException e) {
        return CommandException.couldNotRun(
                "bad-data", String.valueOf(e.getMessage()), "Correct the data and run the command again");
    }
}
