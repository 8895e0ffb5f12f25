package io.draftgate.index;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What tests look up in a database behind the index's back. */
final class Databases {
    private Databases() {}

    static DatabaseAddress sqlite(Path folder, String name) {
        return DatabaseAddress.of(folder.resolve(name).toString());
    }

    /** Every row of every table, as text. */
    static List<String> rows(DatabaseAddress address) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(address.jdbcUrl());
                Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    "SELECT * FROM chain_position ORDER BY 1",
                    "SELECT * FROM chain_step ORDER BY 1, 2",
                    "SELECT * FROM draft ORDER BY tenant, subject, completion")) {
                add(rows, statement, sql);
            }
        }
        return rows;
    }

    private static void add(List<String> rows, Statement statement, String sql) throws SQLException {
        try (ResultSet found = statement.executeQuery(sql)) {
            ResultSetMetaData columns = found.getMetaData();
            while (found.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    row.append(columns.getColumnLabel(i))
                            .append('=')
                            .append(found.getString(i))
                            .append(' ');
                }
                rows.add(row.toString());
            }
        }
    }
}
