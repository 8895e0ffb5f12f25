package io.draftgate.cli.promptfile;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

    /** No record of the pipeline is larger, so no longer line could ever be served. */
    static final int MAX_LINE_BYTES = 8 << 20;

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final String name;
    private final InputStream in;
    private final ByteLines lines;
    private final LineParser parser = new LineParser();
    private int lineNumber;

    /**
     * Reads from a stream, which is closed with this.
     *
     * @param name of the file in messages
     */
    public PromptFile(String name, InputStream in) {
        this.name = name;
        this.in = in;
        this.lines = new ByteLines(in, MAX_LINE_BYTES);
    }

    /**
     * Reads a file.
     *
     * @throws IOException if there is no such file, or it cannot be read
     */
    public static PromptFile open(Path path) throws IOException {
        return new PromptFile(path.toString(), new BufferedInputStream(Files.newInputStream(path)));
    }

    /** What the next line that is not blank holds; empty at the end of the file. */
    public Optional<PromptLine> next() throws IOException {
        while (lines.next()) {
            lineNumber++;
            if (lines.isTooLong()) {
                return Optional.of(broken("at most " + MAX_LINE_BYTES + " bytes, got " + lines.lengthInBytes()));
            }
            Optional<String> text = text();
            if (text.isEmpty()) {
                return Optional.of(broken("UTF-8, got other bytes"));
            }
            if (!text.get().isBlank()) {
                return Optional.of(parser.parse(name, lineNumber, text.get()));
            }
        }
        return Optional.empty();
    }

    private Optional<String> text() {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(lines.bytes()))
                    .toString();
            boolean marked = lineNumber == 1 && text.startsWith(BYTE_ORDER_MARK);
            return Optional.of(marked ? text.substring(BYTE_ORDER_MARK.length()) : text);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private PromptLine broken(String expectation) {
        return new PromptLine.Broken(name, lineNumber, "line-" + lineNumber, LineParser.WHOLE_LINE, expectation);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
