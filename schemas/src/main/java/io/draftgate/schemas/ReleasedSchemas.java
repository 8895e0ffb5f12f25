package io.draftgate.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.message.SchemaStore;

/**
 * Every schema that a release ever wrote with, so that what lies in a topic stays readable. One file a record and release under
 * {@code released/VERSION/}, named in {@code released/index}. Immutable.
 */
record ReleasedSchemas(List<Schema> schemas) {
    private static final String FOLDER = "released/";

    ReleasedSchemas {
        schemas = List.copyOf(schemas);
    }

    static ReleasedSchemas load() {
        return new ReleasedSchemas(
                read("index").lines().map(path -> parse(read(path))).toList());
    }

    SchemaStore store() {
        SchemaStore.Cache store = new SchemaStore.Cache();
        schemas.forEach(store::addSchema);
        return store;
    }

    private static Schema parse(String json) {
        return new SchemaParser().parse(json).mainSchema();
    }

    private static String read(String path) {
        try (InputStream in = ReleasedSchemas.class.getResourceAsStream(FOLDER + path)) {
            if (in == null) {
                throw new IllegalStateException("released schema " + path + " is named in the index but not there");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
