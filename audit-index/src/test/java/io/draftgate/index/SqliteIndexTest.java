package io.draftgate.index;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SqliteIndexTest extends IndexContract {
    private int databases;

    @Override
    DatabaseAddress newDatabase() {
        databases++;
        return database();
    }

    @Override
    DatabaseAddress database() {
        return Databases.sqlite(folder, "audit" + databases + ".db");
    }

    @Test
    void shouldSayThatAFileCannotBeOpened() {
        DatabaseAddress nowhere =
                DatabaseAddress.of(folder.resolve("no/such/folder.db").toString());

        IndexException failure = assertThrows(IndexException.class, () -> AuditIndex.open(nowhere));

        assertTrue(failure.getMessage().contains("no/such/folder.db: cannot be opened"), failure.getMessage());
    }
}
