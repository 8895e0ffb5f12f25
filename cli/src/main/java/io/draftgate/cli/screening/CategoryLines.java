package io.draftgate.cli.screening;

import com.fasterxml.jackson.databind.JsonNode;
import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.InputFile;
import io.draftgate.cli.jsonlines.JsonLine;
import io.draftgate.cli.jsonlines.JsonLines;
import io.draftgate.detection.policy.TextClassifier.Example;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** JSON lines of texts whose category is known. */
final class CategoryLines {

    private CategoryLines() {}

    static List<Example> read(List<Path> files) throws IOException {
        List<Example> examples = new ArrayList<>();
        for (Path file : files) {
            try (JsonLines lines = new JsonLines(InputFile.open(file))) {
                for (Optional<JsonLine> line = lines.next(); line.isPresent(); line = lines.next()) {
                    examples.add(example(file + ":" + line.get().number(), line.get()));
                }
            }
        }
        return examples;
    }

    private static Example example(String where, JsonLine line) {
        if (line instanceof JsonLine.Parsed parsed) {
            JsonNode object = parsed.object();
            if (object.path("text").isTextual() && object.path("category").isTextual()) {
                return new Example(
                        object.get("text").textValue(), object.get("category").textValue());
            }
        }
        throw CommandException.couldNotRun(
                "bad-data",
                where + ": expected a JSON object with the strings text and category",
                "Correct the data and run the command again");
    }
}
