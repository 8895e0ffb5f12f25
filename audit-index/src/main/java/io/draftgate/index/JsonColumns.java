package io.draftgate.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is kept in a column as JSON. Thread-safe. */
final class JsonColumns {
    private static final TypeReference<List<Decision>> DECISIONS = new TypeReference<>() {};
    private static final TypeReference<LinkedHashMap<String, String>> FACTS = new TypeReference<>() {};

    private final JsonMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    @Nullable
    String write(@Nullable Object value) {
        return value == null ? null : json(value);
    }

    String json(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of plain values are always JSON", e);
        }
    }

    <T> @Nullable T read(@Nullable String json, Class<T> type) {
        try {
            return json == null ? null : mapper.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw damaged(json, e);
        }
    }

    List<Decision> decisions(String json) {
        try {
            return mapper.readValue(json, DECISIONS);
        } catch (JsonProcessingException e) {
            throw damaged(json, e);
        }
    }

    Map<String, String> facts(String json) {
        try {
            return mapper.readValue(json, FACTS);
        } catch (JsonProcessingException e) {
            throw damaged(json, e);
        }
    }

    private static IndexException damaged(@Nullable String json, Exception cause) {
        return new IndexException(
                "the index holds '" + json + "', which this release cannot read; build it anew", cause);
    }
}
