package io.draftgate.cli.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Turns a document, a record of plain values, into JSON that begins with its {@code schemaVersion}. Thread-safe. */
final class Json {

    /** Grows when a key changes its meaning or goes away; new keys may come at any time. */
    static final int SCHEMA_VERSION = 1;

    private final ObjectMapper mapper = new ObjectMapper();
    private final ObjectWriter compact = mapper.writer();
    private final ObjectWriter indented = mapper.writer(SerializationFeature.INDENT_OUTPUT);

    /** One line, for streams of objects. */
    String line(Object document) {
        return write(compact, document);
    }

    /** Indented, for a document that stands alone. */
    String document(Object document) {
        return write(indented, document);
    }

    private String write(ObjectWriter writer, Object document) {
        ObjectNode tree = mapper.createObjectNode().put("schemaVersion", SCHEMA_VERSION);
        tree.setAll(mapper.<ObjectNode>valueToTree(document));
        try {
            return writer.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values is always JSON", e);
        }
    }
}
