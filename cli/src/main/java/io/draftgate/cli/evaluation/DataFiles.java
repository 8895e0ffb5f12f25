package io.draftgate.cli.evaluation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.draftgate.cli.command.InputFile;
import io.draftgate.cli.jsonlines.JsonLine;
import io.draftgate.cli.jsonlines.JsonLines;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** The files of a data set, as they are distributed; what ends in {@code .gz} is unpacked while it is read. Immutable. */
record DataFiles(List<Path> paths) {

    DataFiles {
        paths = List.copyOf(paths);
    }

    /** Opens the only file. */
    InputStream open() throws IOException {
        if (paths.size() != 1) {
            throw new DataFormatException("--data", paths.size() + " files", "one for this task");
        }
        return open(paths.get(0));
    }

    static InputStream open(Path path) throws IOException {
        InputStream in = InputFile.open(path);
        return new BufferedInputStream(path.toString().endsWith(".gz") ? new GZIPInputStream(in) : in);
    }

    /** The name of the first file, for messages. */
    String name() {
        return paths.get(0).toString();
    }

    /** In bytes, as the first file lies there. */
    long size() throws IOException {
        return Files.size(paths.get(0));
    }

    boolean isNamed(String suffix) {
        return name().endsWith(suffix) || name().endsWith(suffix + ".gz");
    }

    /** Everything in the only file. */
    String text() throws IOException {
        try (InputStream in = open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The lines of one of the files, without their ends. */
    List<String> lines(int file) throws IOException {
        try (InputStream in = open(paths.get(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    /** The objects of the only file, one a line; at most {@code limit}. */
    List<ObjectNode> objects(int limit) throws IOException {
        List<ObjectNode> objects = new ArrayList<>();
        try (JsonLines lines = new JsonLines(open())) {
            for (Optional<JsonLine> line = lines.next();
                    line.isPresent() && objects.size() < limit;
                    line = lines.next()) {
                if (line.get() instanceof JsonLine.Faulty faulty) {
                    throw new DataFormatException(
                            name() + ":" + faulty.number(), "something else", faulty.expectation());
                }
                objects.add(((JsonLine.Parsed) line.get()).object());
            }
        }
        return objects;
    }
}
