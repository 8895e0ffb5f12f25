package io.draftgate.cli.screening;

import com.fasterxml.jackson.databind.JsonNode;
import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.InputFile;
import io.draftgate.cli.jsonlines.JsonLine;
import io.draftgate.cli.jsonlines.JsonLines;
import io.draftgate.detection.training.Books;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import picocli.CommandLine.Option;

/** The option that names texts known to be by people. */
final class HumanFiles {

    @Option(
            names = "--human",
            required = true,
            paramLabel = "FILE",
            description = {
                "Texts of people: JSON lines with 'text' if the name ends in .jsonl or .jsonl.gz (those with the label machine "
                        + "are left aside), else plain text, one text apart from the next by a line <|endoftext|>. "
                        + "Can be repeated."
            })
    private List<Path> files = new ArrayList<>();

    /** The texts in all files. */
    List<String> read() throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path file : files) {
            boolean compressed = file.toString().endsWith(".gz");
            boolean lines =
                    file.toString().endsWith(".jsonl") || file.toString().endsWith(".jsonl.gz");
            try (InputStream in = InputFile.open(file)) {
                if (lines) {
                    readLines(file, compressed ? new GZIPInputStream(in) : new BufferedInputStream(in), texts);
                } else {
                    texts.addAll(Books.read(file, Integer.MAX_VALUE));
                }
            }
        }
        if (texts.isEmpty()) {
            throw CommandException.couldNotRun(
                    "no-data", "there are no human texts in " + files, "Name a file that has some");
        }
        return texts;
    }

    private static void readLines(Path file, InputStream in, List<String> texts) throws IOException {
        try (JsonLines lines = new JsonLines(in)) {
            for (Optional<JsonLine> line = lines.next(); line.isPresent(); line = lines.next()) {
                String where = file + ":" + line.get().number();
                if (line.get() instanceof JsonLine.Parsed parsed) {
                    add(where, parsed.object(), texts);
                } else if (line.get() instanceof JsonLine.Faulty faulty) {
                    throw badLine(where + ": expected " + faulty.expectation());
                }
            }
        }
    }

    private static void add(String where, JsonNode object, List<String> texts) {
        if (object.path("label").asText().equals("machine")) {
            return;
        }
        if (!object.path("text").isTextual()) {
            throw badLine(where + ": text is missing, expected a string");
        }
        texts.add(object.path("text").textValue());
    }

    private static CommandException badLine(String problem) {
        return CommandException.couldNotRun("bad-data", problem, "Correct the data and run the command again");
    }
}
