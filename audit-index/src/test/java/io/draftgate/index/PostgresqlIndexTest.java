package io.draftgate.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real server, where PostgreSQL is installed. */
class PostgresqlIndexTest extends IndexContract {
    @TempDir
    static Path server;

    private static LocalPostgres postgres;
    private DatabaseAddress database;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Optional<Path> programs = LocalPostgres.programs();
        Assumptions.assumeTrue(
                programs.isPresent(), "PostgreSQL is not installed here: 'apt-get install postgresql' to run this");
        // Whoever the server runs as must be able to look into the folder above its own.
        server.toFile().setExecutable(true, false);
        postgres = LocalPostgres.start(Files.createDirectory(server.resolve("postgres")), programs.get());
    }

    @AfterAll
    static void stop() {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Override
    DatabaseAddress newDatabase() throws SQLException {
        database = postgres.newDatabase();
        return database;
    }

    @Override
    DatabaseAddress database() {
        return database;
    }

    @Test
    void shouldHoldNothingTwiceWhenTwoProcessesRead() throws Exception {
        Chronicle chronicle = new Chronicle(0);
        IntStream.range(0, 200).forEach(i -> chronicle.generated("acme", "d" + i, 0, "prompt", "text" + i));
        List<ChainRecord> records = chronicle.records();

        try (AuditIndex one = AuditIndex.open(database);
                AuditIndex other = AuditIndex.open(database)) {
            List<CompletableFuture<Void>> readers = IntStream.range(0, 20)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> (i % 2 == 0 ? one : other)
                            .add(records.subList(0, (i / 2 + 1) * 20), EventOpener.unsealed())))
                    .toList();
            CompletableFuture.allOf(readers.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
        }

        DatabaseAddress expected = postgres.newDatabase();
        try (AuditIndex alone = AuditIndex.open(expected)) {
            alone.add(records, EventOpener.unsealed());
        }
        assertFalse(records.isEmpty());
        assertEquals(Databases.rows(expected), Databases.rows(database));
    }
}
