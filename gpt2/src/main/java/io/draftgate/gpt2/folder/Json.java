package io.draftgate.gpt2.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.draftgate.gpt2.ModelFormatException;
import java.io.IOException;

/** JSON files of a model folder; what cannot be read is named with its file and line. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /**
     * The object in the file.
     *
     * @throws ModelFormatException if the bytes are not one JSON object with distinct keys
     */
    public static JsonNode object(String file, byte[] bytes) {
        try {
            JsonNode root = MAPPER.readTree(bytes);
            if (root == null || !root.isObject()) {
                throw new ModelFormatException(file + " is no JSON object, expected {...}");
            }
            return root;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new ModelFormatException(
                    file + " is no JSON at line " + line + ": " + firstLine(e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new ModelFormatException(file + " is no JSON in UTF-8, expected {...}", e);
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("no reason given");
    }
}
