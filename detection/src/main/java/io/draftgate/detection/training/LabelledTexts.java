package io.draftgate.detection.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Labelled texts as JSON lines: {@code text} and {@code label} ({@code human} or {@code machine}), and where known {@code
 * generator, domain, decoding, source, group}. A name that ends in {@code .gz} is compressed.
 */
public final class LabelledTexts {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private LabelledTexts() {}

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException naming file and line of the first row that is not as described
     */
    public static List<LabelledText> read(Path file) {
        List<LabelledText> texts = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    texts.add(row(file + ":" + number, line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read: " + e.getMessage(), e);
        }
        return texts;
    }

    /** Writes a file. */
    public static void write(Path file, List<LabelledText> texts) {
        try (BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(
                file.toString().endsWith(".gz")
                        ? new GZIPOutputStream(Files.newOutputStream(file))
                        : Files.newOutputStream(file),
                StandardCharsets.UTF_8))) {
            for (LabelledText text : texts) {
                writer.write(MAPPER.writeValueAsString(fields(text)));
                writer.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be written: " + e.getMessage(), e);
        }
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
    }

    private static LabelledText row(String where, String line) {
        JsonNode row;
        try {
            row = MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(where + ": not JSON: " + e.getOriginalMessage(), e);
        }
        if (!row.path("text").isTextual()) {
            throw new IllegalArgumentException(where + ": text is missing, expected a string");
        }
        String label = row.path("label").asText();
        if (!label.equals("human") && !label.equals("machine")) {
            throw new IllegalArgumentException(where + ": label is '" + label + "', expected human or machine");
        }
        return new LabelledText(
                row.get("text").asText(),
                label.equals("machine"),
                known(row, "generator"),
                known(row, "domain"),
                known(row, "decoding"),
                known(row, "source"),
                known(row, "group"));
    }

    private static String known(JsonNode row, String field) {
        JsonNode value = row.get(field);
        return value == null || value.isNull() ? "" : value.asText();
    }

    private static Map<String, String> fields(LabelledText text) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("text", text.text());
        fields.put("label", text.label());
        fields.put("generator", text.generator());
        fields.put("domain", text.domain());
        fields.put("decoding", text.decoding());
        fields.put("source", text.source());
        fields.put("group", text.group());
        fields.values().removeIf(String::isEmpty);
        return fields;
    }
}
