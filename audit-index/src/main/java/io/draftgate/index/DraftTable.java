package io.draftgate.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads drafts. Confined to one thread. */
final class DraftTable {
    private static final int FETCH_ROWS = 500;

    private final Connection connection;
    private final Dialect dialect;
    private final DraftColumns columns;

    DraftTable(Connection connection, Dialect dialect, DraftColumns columns) {
        this.connection = connection;
        this.dialect = dialect;
        this.columns = columns;
    }

    List<IndexedDraft> search(DraftQuery query) throws SQLException {
        List<IndexedDraft> found = new ArrayList<>();
        select(DraftSelection.of(dialect, query), " LIMIT " + query.limit(), found::add);
        return found;
    }

    void forEach(DraftQuery query, Consumer<IndexedDraft> visitor) throws SQLException {
        // Only within a transaction does PostgreSQL hand over rows before it has them all.
        connection.setAutoCommit(dialect == Dialect.SQLITE);
        try {
            select(DraftSelection.of(dialect, query), "", visitor);
        } finally {
            connection.setAutoCommit(true);
        }
    }

    List<IndexedDraft> inReview(int limit) throws SQLException {
        List<IndexedDraft> waiting = new ArrayList<>();
        select(DraftSelection.inReview(), " LIMIT " + limit, waiting::add);
        return waiting;
    }

    Optional<IndexedDraft> draft(DraftKey key) throws SQLException {
        List<IndexedDraft> found = new ArrayList<>();
        select(DraftSelection.of(key), "", found::add);
        return found.stream().findFirst();
    }

    List<DraftKey> find(String id, Optional<String> tenant) throws SQLException {
        List<DraftKey> keys = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT tenant, completion FROM draft WHERE subject = ? ORDER BY tenant, completion")) {
            select.setString(1, id);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    keys.add(new DraftKey(rows.getString(1), id, rows.getInt(2)));
                }
            }
        }
        return keys.stream()
                .filter(key -> tenant.isEmpty() || tenant.get().equals(key.tenant()))
                .toList();
    }

    private void select(DraftSelection selection, String limit, Consumer<IndexedDraft> visitor) throws SQLException {
        String sql = "SELECT " + DraftColumns.NAMES + selection.fromWhereOrder() + limit;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setFetchSize(FETCH_ROWS);
            for (int i = 0; i < selection.values().size(); i++) {
                select.setObject(i + 1, selection.values().get(i));
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    visitor.accept(columns.read(rows));
                }
            }
        }
    }
}
