package io.draftgate.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.draftgate.schemas.event.Route;
import io.draftgate.schemas.event.Ruling;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports, read by DuckDB, which shares nothing with the writers. */
class DraftExportTest {
    private static final String TEXT = "He said: \"walk\",\nand went =away";

    @TempDir
    Path folder;

    private AuditIndex index;

    @BeforeEach
    void fill() {
        index = AuditIndex.open(Databases.sqlite(folder, "audit.db"));
        index.add(
                new Chronicle(0)
                        .admitted("acme", "waiting", "no draft yet")
                        .generated("acme", "walk", 0, "Once", TEXT)
                        .screened("acme", "walk", 0, "Once", TEXT, Route.REVIEW)
                        .decided("acme", "walk", 0, "Once", TEXT, Ruling.REJECT, "bob")
                        .records(),
                EventOpener.unsealed());
    }

    @AfterEach
    void close() {
        index.close();
    }

    private void shouldReadBack(String source) throws Exception {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT id, text, seed, temperature, probability, reviewer, erased, verdict FROM " + source
                                + " ORDER BY id DESC")) {
            assertTrue(rows.next());
            assertEquals("walk", rows.getString(1));
            assertEquals(TEXT, rows.getString(2));
            assertEquals(42, rows.getLong(3));
            assertEquals(0.7, rows.getDouble(4));
            assertEquals(0.4, rows.getDouble(5));
            assertEquals("bob", rows.getString(6));
            assertFalse(rows.getBoolean(7));
            assertTrue(rows.next());
            assertEquals("waiting", rows.getString(1));
            assertNull(rows.getString(8));
            assertFalse(rows.next());
        }
    }

    @Test
    void shouldWriteParquetThatOthersRead() throws Exception {
        Path file = folder.resolve("drafts.parquet");

        assertEquals(2, ExportFormat.PARQUET.export(index, DraftQuery.all(), file));

        shouldReadBack("'" + file + "'");
    }

    @Test
    void shouldWriteCsvThatOthersRead() throws Exception {
        Path file = folder.resolve("drafts.csv");

        assertEquals(2, ExportFormat.CSV.export(index, DraftQuery.all(), file));

        shouldReadBack("read_csv('" + file + "', header = true, quote = '\"', escape = '\"')");
    }

    @Test
    void shouldWriteOneJsonObjectALine() throws Exception {
        Path file = folder.resolve("drafts.jsonl");

        assertEquals(2, ExportFormat.JSONL.export(index, DraftQuery.all(), file));

        List<String> lines = Files.readAllLines(file);
        JsonNode newest = new ObjectMapper().readTree(lines.get(0));
        assertEquals(2, lines.size());
        assertEquals(TEXT, newest.get("text").asText());
        assertEquals("REJECT", newest.get("ruling").asText());
        assertFalse(new ObjectMapper().readTree(lines.get(1)).has("text"));
    }
}
