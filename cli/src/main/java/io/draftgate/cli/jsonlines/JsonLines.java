package io.draftgate.cli.jsonlines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A stream of JSON lines that is being read. A byte order mark, carriage returns and blank lines are passed over. Confined to
 * one thread.
 */
public final class JsonLines implements AutoCloseable {

    /** No record of the pipeline is larger, so no longer line could ever be served. */
    public static final int MAX_LINE_BYTES = 8 << 20;

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final InputStream in;
    private final int maxLineBytes;
    private final ByteLines lines;
    private final JsonMapper mapper = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private int number;

    /** Reads from a stream, which is closed with this; lines may have up to {@link #MAX_LINE_BYTES}. */
    public JsonLines(InputStream in) {
        this(in, MAX_LINE_BYTES);
    }

    /** Reads from a stream, which is closed with this; a longer line is faulty. */
    public JsonLines(InputStream in, int maxLineBytes) {
        this.in = in;
        this.maxLineBytes = maxLineBytes;
        this.lines = new ByteLines(in, maxLineBytes);
    }

    /** The next line that is not blank; empty at the end. */
    public Optional<JsonLine> next() throws IOException {
        while (lines.next()) {
            number++;
            if (lines.isTooLong()) {
                return faulty("at most " + maxLineBytes + " bytes, got " + lines.lengthInBytes());
            }
            Optional<String> text = text();
            if (text.isEmpty()) {
                return faulty("UTF-8, got other bytes");
            }
            if (!text.get().isBlank()) {
                return Optional.of(parse(text.get()));
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
            boolean marked = number == 1 && text.startsWith(BYTE_ORDER_MARK);
            return Optional.of(marked ? text.substring(BYTE_ORDER_MARK.length()) : text);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private JsonLine parse(String text) {
        try {
            return mapper.readTree(text) instanceof ObjectNode object
                    ? new JsonLine.Parsed(number, object)
                    : new JsonLine.Faulty(number, "a JSON object, got another JSON value");
        } catch (JsonProcessingException e) {
            return new JsonLine.Faulty(
                    number, "a JSON object, got " + e.getOriginalMessage().replaceAll("\\s*\\R\\s*", " "));
        }
    }

    private Optional<JsonLine> faulty(String expectation) {
        return Optional.of(new JsonLine.Faulty(number, expectation));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
