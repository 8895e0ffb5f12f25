package io.draftgate.cli.screening;

import com.fasterxml.jackson.databind.JsonNode;
import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.InputFile;
import io.draftgate.cli.jsonlines.JsonLine;
import io.draftgate.cli.jsonlines.JsonLines;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Where documents come from: a stream that holds either one plain text or JSON lines with {@code id} and {@code text}.
 * Immutable.
 *
 * @param name of the stream in results and messages
 * @param jsonLines how to read it
 * @param senderField of a JSON line that names the sender; empty if senders are not asked for
 */
record DocumentSource(String name, boolean jsonLines, String senderField, Opening opening) {

    /** A text is held in memory; only its beginning is judged anyway. */
    private static final int MAX_BYTES = 64 << 20;

    /** Opens the stream when its turn comes. */
    @FunctionalInterface
    interface Opening {
        InputStream open() throws IOException;
    }

    /** A file: JSON lines if its name ends in {@code .jsonl} or {@code .jsonl.gz}, else a plain text. */
    static DocumentSource file(Path path, boolean jsonLines, String senderField) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        boolean compressed = name.endsWith(".gz");
        boolean named = name.endsWith(".jsonl") || name.endsWith(".jsonl.gz");
        return new DocumentSource(path.toString(), jsonLines || named, senderField, () -> {
            InputStream in = InputFile.open(path);
            return compressed ? new GZIPInputStream(in) : new BufferedInputStream(in);
        });
    }

    /** Takes one document after the other. */
    @FunctionalInterface
    interface Reader {
        void accept(Document document) throws InterruptedException;
    }

    /** Hands every document to a reader, one at a time. */
    void read(Reader reader) throws IOException, InterruptedException {
        try (InputStream in = opening.open()) {
            if (jsonLines) {
                readLines(in, reader);
            } else {
                reader.accept(new Document.Text(name, readable(in), Optional.empty()));
            }
        }
    }

    /** A text to judge needs no perfect bytes: what is no UTF-8 becomes U+FFFD, which the verdict tells of. */
    private String readable(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw CommandException.couldNotRun(
                    "text-too-long", name + " is longer than " + MAX_BYTES + " bytes", "Cut it into parts");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void readLines(InputStream in, Reader reader) throws IOException, InterruptedException {
        try (JsonLines lines = new JsonLines(in)) {
            for (Optional<JsonLine> line = lines.next(); line.isPresent(); line = lines.next()) {
                reader.accept(document(line.get()));
            }
        }
    }

    private Document document(JsonLine line) {
        String where = name + ":" + line.number();
        if (line instanceof JsonLine.Faulty faulty) {
            return new Document.Broken(where, where, "expected " + faulty.expectation());
        }
        JsonNode object = ((JsonLine.Parsed) line).object();
        JsonNode id = object.path("id");
        String name = id.isValueNode() && !id.isNull() ? id.asText() : where;
        JsonNode text = object.path("text");
        return text.isTextual()
                ? new Document.Text(name, text.textValue(), sender(object))
                : new Document.Broken(name, where, "text: expected a string, got " + describe(text));
    }

    private Optional<String> sender(JsonNode object) {
        JsonNode sender = object.path(senderField);
        boolean known = !senderField.isEmpty() && sender.isValueNode() && !sender.isNull();
        return known ? Optional.of(sender.asText()) : Optional.empty();
    }

    private static String describe(JsonNode node) {
        return node.isMissingNode() ? "none" : node.getNodeType().toString().toLowerCase(Locale.ROOT);
    }
}
