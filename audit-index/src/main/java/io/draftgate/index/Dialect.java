package io.draftgate.index;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Where the two databases differ. */
enum Dialect {
    SQLITE("schema-sqlite.sql", "") {
        @Override
        SqlPart match(List<String> words, List<String> facets) {
            List<String> parts = new ArrayList<>();
            if (!words.isEmpty()) {
                parts.add("{prompt text} : (" + String.join(" AND ", quoted(words)) + ")");
            }
            facets.forEach(facet -> parts.add("facets : " + facet));
            return new SqlPart("draft_search MATCH ?", List.of(String.join(" AND ", parts)));
        }

        @Override
        String searched() {
            return "draft_search s JOIN draft d ON d.id = s.rowid";
        }

        @Override
        String searchedId() {
            return "s.rowid";
        }

        @Override
        List<String> forgetting() {
            return List.of(
                    "INSERT INTO draft_search (draft_search) VALUES ('rebuild')",
                    "VACUUM",
                    "PRAGMA wal_checkpoint(TRUNCATE)");
        }

        private static List<String> quoted(List<String> words) {
            return words.stream().map(word -> '"' + word + '"').toList();
        }
    },
    POSTGRESQL("schema-postgresql.sql", " FOR UPDATE") {
        @Override
        SqlPart match(List<String> words, List<String> facets) {
            List<String> parts =
                    new ArrayList<>(Collections.nCopies(words.size(), "d.search @@ phraseto_tsquery('simple', ?)"));
            List<Object> values = new ArrayList<>(words);
            facets.forEach(facet -> {
                parts.add("d.search @@ ?::tsquery");
                values.add(facet);
            });
            return new SqlPart(String.join(" AND ", parts), values);
        }

        @Override
        String searched() {
            return "draft d";
        }

        @Override
        String searchedId() {
            return "d.id";
        }

        @Override
        List<String> forgetting() {
            return List.of("VACUUM FULL draft", "VACUUM FULL chain_step");
        }
    };

    private final String schema;
    private final String forUpdate;

    Dialect(String schema, String forUpdate) {
        this.schema = schema;
        this.forUpdate = forUpdate;
    }

    /** A condition and the values of its question marks. */
    record SqlPart(String condition, List<Object> values) {
        SqlPart {
            values = List.copyOf(values);
        }
    }

    /** Name of the resource that holds the tables. */
    String schema() {
        return schema;
    }

    /** What makes a SELECT hold its rows until the transaction ends; SQLite's writers exclude each other anyway. */
    String forUpdate() {
        return forUpdate;
    }

    /** What takes old versions of rows, and of what the full-text index holds of them, out of the files. Slow, and rare. */
    abstract List<String> forgetting();

    /** Full-text condition: all words in prompt and text together, and all facets. */
    abstract SqlPart match(List<String> words, List<String> facets);

    /** Tables of a full-text search, drafts as {@code d}. */
    abstract String searched();

    /** The column by whose order the full-text index is read. */
    abstract String searchedId();
}
