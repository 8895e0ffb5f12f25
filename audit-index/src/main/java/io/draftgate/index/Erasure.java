package io.draftgate.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Forgets what a destroyed key had opened. What remains is what an index that is built after the destruction would hold. Confined
 * to one thread.
 */
final class Erasure {
    private final Connection connection;
    private final DraftColumns columns;

    Erasure(Connection connection, DraftColumns columns) {
        this.connection = connection;
        this.columns = columns;
    }

    /** The keys that what the index holds was sealed with, the destroyed ones that it has forgotten left out. */
    static List<String> keyNames(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT DISTINCT key_name FROM chain_step"
                        + " WHERE key_name IS NOT NULL AND content <> 'ERASED' ORDER BY key_name");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    int erase(String keyName) throws SQLException {
        connection.setAutoCommit(false);
        try {
            int erased = eraseDrafts(keyName);
            eraseSteps(keyName);
            connection.commit();
            return erased;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private int eraseDrafts(String keyName) throws SQLException {
        Map<Long, DraftRow> rows = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT " + DraftColumns.NAMES + ", d.id FROM draft d WHERE d.key_name = ? AND d.erased = 0")) {
            select.setString(1, keyName);
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    rows.put(found.getLong(15), DraftRow.resume(columns.read(found), keyName));
                }
            }
        }
        try (PreparedStatement update = connection.prepareStatement(DraftColumns.UPDATE)) {
            for (Map.Entry<Long, DraftRow> row : rows.entrySet()) {
                row.getValue().erase();
                columns.update(update, row.getValue(), row.getKey());
                update.executeUpdate();
            }
        }
        return rows.size();
    }

    private void eraseSteps(String keyName) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE chain_step SET summary = ?, facts = '{}', content = 'ERASED' WHERE key_name = ?")) {
            update.setString(1, StepContent.ERASED_SUMMARY);
            update.setString(2, keyName);
            update.executeUpdate();
        }
    }
}
