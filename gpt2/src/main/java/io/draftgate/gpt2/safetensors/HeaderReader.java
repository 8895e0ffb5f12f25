package io.draftgate.gpt2.safetensors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a header and checks every entry against the size of the data and against the others. Confined to one call. */
final class HeaderReader {
    private static final String METADATA = "__metadata__";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String file;
    private final long dataBytes;

    HeaderReader(String file, long dataBytes) {
        this.file = file;
        this.dataBytes = dataBytes;
    }

    /** What a header tells: the tensors by name, and what its writer noted. */
    record Header(Map<String, TensorEntry> tensors, Map<String, String> metadata) {}

    Header read(byte[] json) throws SafetensorsFormatException {
        JsonNode root = parse(json);
        var entries = new LinkedHashMap<String, TensorEntry>();
        for (Map.Entry<String, JsonNode> property : root.properties()) {
            if (!property.getKey().equals(METADATA)) {
                entries.put(property.getKey(), entry(property.getKey(), property.getValue()));
            }
        }
        requireApart(entries);
        var metadata = new LinkedHashMap<String, String>();
        root.path(METADATA)
                .properties()
                .forEach(note -> metadata.put(note.getKey(), note.getValue().asText()));
        return new Header(Collections.unmodifiableMap(entries), Collections.unmodifiableMap(metadata));
    }

    private JsonNode parse(byte[] json) throws SafetensorsFormatException {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw problem("has a header that is no JSON: "
                    + e.getOriginalMessage().lines().findFirst().orElse("no reason given"));
        } catch (IOException e) {
            throw problem("has a header that is no UTF-8, expected JSON");
        }
        if (!root.isObject()) {
            throw problem("has a header that is no JSON object, expected {\"name\":{...}}");
        }
        return root;
    }

    private TensorEntry entry(String name, JsonNode node) throws SafetensorsFormatException {
        JsonNode offsets = node.path("data_offsets");
        if (!node.path("dtype").isTextual() || !node.path("shape").isArray() || offsets.size() != 2) {
            throw problem("describes " + name + " badly, expected dtype, shape and two data_offsets");
        }
        String type = node.path("dtype").textValue();
        List<Long> shape = shape(name, node.path("shape"));
        long begin = integer(name, offsets.get(0));
        long end = integer(name, offsets.get(1));
        if (begin > end || end > dataBytes) {
            throw problem("places " + name + " at bytes " + begin + " to " + end + ", expected within the " + dataBytes
                    + " bytes of data; is the file complete?");
        }
        requireLength(name, type, shape, end - begin);
        return new TensorEntry(name, type, shape, begin, end);
    }

    private List<Long> shape(String name, JsonNode axes) throws SafetensorsFormatException {
        var shape = new ArrayList<Long>();
        for (JsonNode axis : axes) {
            shape.add(integer(name, axis));
        }
        return shape;
    }

    private long integer(String name, JsonNode node) throws SafetensorsFormatException {
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0) {
            throw problem("describes " + name + " with "
                    + node.toString().lines().findFirst().orElse("") + ", expected an integer of 0 or more");
        }
        return node.longValue();
    }

    private void requireLength(String name, String type, List<Long> shape, long bytes)
            throws SafetensorsFormatException {
        if (ElementType.named(type).isEmpty()) {
            return;
        }
        try {
            long expected = ElementType.valueOf(type).bytes();
            for (long axis : shape) {
                expected = Math.multiplyExact(expected, axis);
            }
            if (expected != bytes) {
                throw problem(
                        "gives " + name + " " + bytes + " bytes, expected " + expected + " for " + type + " " + shape);
            }
        } catch (ArithmeticException e) {
            throw problem("gives " + name + " the shape " + shape + ", expected one that fits the file");
        }
    }

    private void requireApart(Map<String, TensorEntry> entries) throws SafetensorsFormatException {
        var byPlace = new ArrayList<>(entries.values());
        byPlace.sort(Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end));
        for (int i = 1; i < byPlace.size(); i++) {
            if (byPlace.get(i).begin() < byPlace.get(i - 1).end()) {
                throw problem("lays " + byPlace.get(i - 1).name() + " over "
                        + byPlace.get(i).name() + ", expected tensors apart");
            }
        }
    }

    private SafetensorsFormatException problem(String what) {
        return new SafetensorsFormatException(file, what);
    }
}
