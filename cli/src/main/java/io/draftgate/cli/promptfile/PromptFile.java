package io.draftgate.cli.promptfile;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.InputFile;
import io.draftgate.cli.jsonlines.JsonLine;
import io.draftgate.cli.jsonlines.JsonLines;
import io.draftgate.schemas.Topic;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file of prompts that is being read, line after line. Blank lines are passed over. Confined to one thread.
 *
 * <pre>{@code
 * try (PromptFile file = PromptFile.open(path)) {
 *     for (Optional<PromptLine> line = file.next(); line.isPresent(); line = file.next()) { ... }
 * }
 * }</pre>
 */
public final class PromptFile implements AutoCloseable {

    /** Half of the largest record that the pipeline takes: what a line says always fits into one. */
    static final int MAX_LINE_BYTES = Topic.MAX_INPUT_BYTES / 2;

    private static final String DEMO = "/demo-prompts.jsonl";

    private final String name;
    private final JsonLines lines;
    private Optional<PromptLine> peeked = Optional.empty();

    /**
     * Reads from a stream, which is closed with this.
     *
     * @param name of the file in messages
     */
    public PromptFile(String name, InputStream in) {
        this.name = name;
        this.lines = new JsonLines(in, MAX_LINE_BYTES);
    }

    /**
     * Reads a file.
     *
     * @throws IOException if there is no such file, or it cannot be read
     */
    public static PromptFile open(Path path) throws IOException {
        return new PromptFile(path.toString(), new BufferedInputStream(InputFile.open(path)));
    }

    /** The prompts that come with Draftgate, for a first look. */
    public static PromptFile demo() {
        InputStream in = PromptFile.class.getResourceAsStream(DEMO);
        if (in == null) {
            throw new IllegalStateException(DEMO + " is missing from the jar");
        }
        return new PromptFile("bundled " + DEMO.substring(1), in);
    }

    /** What the next line that is not blank holds; empty at the end of the file. */
    public Optional<PromptLine> next() throws IOException {
        Optional<PromptLine> next = peek();
        peeked = Optional.empty();
        return next;
    }

    /**
     * Checks that there is something to read.
     *
     * @throws CommandException if no line follows
     */
    public PromptFile requirePrompts() throws IOException {
        if (peek().isEmpty()) {
            throw CommandException.couldNotRun(
                    "no-prompts", name + " is empty", "Write one JSON object a line, with id and prompt");
        }
        return this;
    }

    private Optional<PromptLine> peek() throws IOException {
        if (peeked.isEmpty()) {
            peeked = lines.next().map(this::promptLine);
        }
        return peeked;
    }

    private PromptLine promptLine(JsonLine line) {
        if (line instanceof JsonLine.Parsed parsed) {
            return LineParser.parse(name, parsed.number(), parsed.object());
        }
        JsonLine.Faulty faulty = (JsonLine.Faulty) line;
        return new PromptLine.Broken(
                name,
                faulty.number(),
                LineParser.defaultId(faulty.number()),
                LineParser.WHOLE_LINE,
                faulty.expectation());
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
