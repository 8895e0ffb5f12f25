package io.draftgate.index;

import com.zaxxer.hikari.HikariConfig;

/** How SQLite is opened. */
final class SqliteSettings {
    /** A writer that waits its turn is better than one that gives up. */
    private static final String BUSY_TIMEOUT_MILLIS = "30000";

    private SqliteSettings() {}

    static void apply(HikariConfig config) {
        config.addDataSourceProperty("busy_timeout", BUSY_TIMEOUT_MILLIS);
        // Readers see the last commit while one writes.
        config.addDataSourceProperty("journal_mode", "WAL");
        // A power cut may take the last commits, offsets and rows together; what is missing is read again.
        config.addDataSourceProperty("synchronous", "NORMAL");
        // A transaction that reads first and writes then must not lose its place in between.
        config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
    }
}
