package io.draftgate.cli.configuration;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** In which line of a YAML file its sections and their keys stand: a tree of values does not know. Immutable. */
final class KeyLines {
    private final Map<String, Integer> lines;

    private KeyLines(Map<String, Integer> lines) {
        this.lines = Map.copyOf(lines);
    }

    /** @throws IOException if it is not YAML */
    static KeyLines of(YAMLFactory factory, byte[] yaml) throws IOException {
        Map<String, Integer> lines = new HashMap<>();
        String section = "";
        int depth = 0;
        try (JsonParser parser = factory.createParser(yaml)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                } else if (token == JsonToken.FIELD_NAME && depth <= 2) {
                    String name = parser.currentName();
                    section = depth == 1 ? name : section;
                    lines.put(
                            depth == 1 ? name : section + "." + name,
                            parser.currentTokenLocation().getLineNr());
                }
            }
        }
        return new KeyLines(lines);
    }

    /** Where a section, or a key with its section, stands. */
    int of(String path) {
        return Objects.requireNonNull(lines.get(path), path);
    }
}
