package io.draftgate.cli.pipeline;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.draftgate.cli.command.CommandException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.TreeSet;

/** The output of a batch: one JSON object a prompt, written as each ends. Confined to one thread. */
final class OutcomeFile implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SCHEMA_VERSION = 1;

    private final Set<Integer> linesDone;
    private final BufferedWriter writer;

    private OutcomeFile(Set<Integer> linesDone, BufferedWriter writer) {
        this.linesDone = linesDone;
        this.writer = writer;
    }

    /**
     * Begins a file, or goes on with the one that an interrupted run left; a last line that was cut off is dropped.
     *
     * @param tally counts what stands there already
     */
    static OutcomeFile open(Path path, Tally tally) throws IOException {
        Set<Integer> done = new TreeSet<>();
        long whole = 0;
        if (Files.exists(path)) {
            whole = readWhole(path, done, tally);
        }
        try (var channel = Files.newByteChannel(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(whole);
        }
        return new OutcomeFile(done, Files.newBufferedWriter(path, StandardOpenOption.APPEND));
    }

    private static long readWhole(Path path, Set<Integer> done, Tally tally) throws IOException {
        long whole = 0;
        try (BufferedReader reader = Files.newBufferedReader(path)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                long end = whole + line.getBytes(StandardCharsets.UTF_8).length + 1;
                if (end > Files.size(path)) {
                    break;
                }
                LineOutcome outcome = outcome(path, line);
                done.add(outcome.line());
                tally.add(outcome);
                whole = end;
            }
        }
        return whole;
    }

    private static LineOutcome outcome(Path path, String line) {
        try {
            ObjectNode tree = (ObjectNode) JSON.readTree(line);
            tree.remove("schemaVersion");
            return JSON.treeToValue(tree, LineOutcome.class);
        } catch (JacksonException | ClassCastException | IllegalArgumentException e) {
            throw CommandException.couldNotRun(
                    "bad-output", path + " holds a line that no batch wrote", "Name another --output");
        }
    }

    /** Lines of the prompt file whose outcome stands here. */
    Set<Integer> linesDone() {
        return linesDone;
    }

    void write(LineOutcome outcome) {
        if (!linesDone.add(outcome.line())) {
            return;
        }
        ObjectNode tree = JSON.createObjectNode().put("schemaVersion", SCHEMA_VERSION);
        tree.setAll(JSON.<ObjectNode>valueToTree(outcome));
        try {
            writer.write(tree + "\n");
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the output cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
