package io.draftgate.cli.configuration;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a YAML file of sections with keys. A value is a scalar, a list for what may be repeated, a mapping for pairs such as
 * {@code tenant-weight}, or {@code {file: PATH}} for a secret that stands alone in a file. Confined to one call of {@link #read}.
 */
final class SettingsFile {
    private static final String IN_FILE = "file";

    private final ConfigSchema schema;
    private final Path file;
    private final List<String> problems;
    private final List<Setting> settings = new ArrayList<>();
    private final YAMLFactory yaml = YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    SettingsFile(ConfigSchema schema, Path file, List<String> problems) {
        this.schema = schema;
        this.file = file;
        this.problems = problems;
    }

    List<Setting> read() throws IOException {
        byte[] content = Files.readAllBytes(file);
        JsonNode root = parse(content);
        if (root.isObject()) {
            KeyLines lines = KeyLines.of(yaml, content);
            for (Map.Entry<String, JsonNode> section : root.properties()) {
                readSection(section.getKey(), section.getValue(), lines);
            }
        } else if (!root.isNull() && !root.isMissingNode()) {
            problems.add(file + ": expected sections, such as 'generator:'");
        }
        return settings;
    }

    private JsonNode parse(byte[] content) throws IOException {
        ObjectMapper mapper = new ObjectMapper(yaml);
        try (JsonParser parser = yaml.createParser(content)) {
            JsonNode root = mapper.readTree(parser);
            return root == null ? mapper.nullNode() : root;
        } catch (JsonProcessingException e) {
            String line = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
            problems.add(file + line + ": not valid YAML: "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
            return mapper.nullNode();
        }
    }

    private void readSection(String section, JsonNode content, KeyLines lines) throws IOException {
        if (!schema.sections().contains(section)) {
            problem(lines, section, ConfigSchema.unknown("section", section, schema.sections()));
        } else if (!content.isObject()) {
            problem(
                    lines,
                    section,
                    "expected keys, such as '" + schema.keys(section).get(0).name() + ":'");
        } else {
            for (Map.Entry<String, JsonNode> entry : content.properties()) {
                readKey(section, entry.getKey(), entry.getValue(), lines);
            }
        }
    }

    private void readKey(String section, String name, JsonNode value, KeyLines lines) throws IOException {
        Optional<ConfigKey> key = schema.find(section, name);
        if (key.isPresent()) {
            settings.add(new Setting(
                    key.get(), values(key.get(), value), place(lines, key.get().path())));
            return;
        }
        List<String> known = schema.keys(section).stream().map(ConfigKey::name).toList();
        problem(lines, section + "." + name, ConfigSchema.unknown("key", name, known));
    }

    private List<String> values(ConfigKey key, JsonNode value) throws IOException {
        if (value.isValueNode()) {
            return List.of(value.asText());
        }
        if (value.isObject() && !key.option().isMultiValue() && value.hasNonNull(IN_FILE) && value.size() == 1) {
            return List.of(
                    Files.readString(Path.of(value.get(IN_FILE).asText())).strip());
        }
        List<String> values = new ArrayList<>();
        if (value.isObject()) {
            value.properties()
                    .forEach(pair ->
                            values.add(pair.getKey() + "=" + pair.getValue().asText()));
        } else {
            value.forEach(one -> values.add(one.asText()));
        }
        return values;
    }

    private void problem(KeyLines lines, String path, String text) {
        problems.add(place(lines, path) + ": " + path + ": " + text);
    }

    private String place(KeyLines lines, String path) {
        return file + ":" + lines.of(path);
    }
}
