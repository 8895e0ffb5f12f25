package io.draftgate.index;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes the tables, and cleans their files. */
final class IndexTables {
    /** Grows when the tables change; an older index is built anew from the topic. */
    private static final String LAYOUT = "1";

    private IndexTables() {}

    /** Makes all tables or, killed half-way, none; an index that is there is not written to. */
    static void make(Connection connection, DatabaseAddress address) throws SQLException {
        if (!isThere(connection)) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                for (String sql : script(address.dialect().schema()).split("\n\n", -1)) {
                    statement.execute(sql);
                }
                statement.execute("INSERT INTO about (name, value) VALUES ('layout', '" + LAYOUT
                        + "') ON CONFLICT (name) DO NOTHING");
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
        requireLayout(connection, address);
    }

    private static boolean isThere(Connection connection) throws SQLException {
        try (ResultSet tables = connection.getMetaData().getTables(null, null, "about", new String[] {"TABLE"})) {
            return tables.next();
        }
    }

    private static void requireLayout(Connection connection, DatabaseAddress address) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT value FROM about WHERE name = 'layout'")) {
            String found = rows.next() ? rows.getString(1) : "none";
            if (!found.equals(LAYOUT)) {
                throw new IndexException(address + ": holds an index of layout " + found + ", expected " + LAYOUT
                        + "; name another database, it will be read from the topic anew");
            }
        }
    }

    private static String script(String name) {
        try (InputStream in = IndexTables.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Old versions of a row live on behind the table for a while; not those of an erased one. */
    static void forget(Connection connection, Dialect dialect) throws SQLException {
        for (String sql : dialect.forgetting()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }
}
