package io.draftgate.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads the steps of a story. Confined to one thread. */
final class StepTable {
    private final Connection connection;
    private final JsonColumns json;

    StepTable(Connection connection, JsonColumns json) {
        this.connection = connection;
        this.json = json;
    }

    /** The steps of a draft and those of its prompt, in order of time, then of the chain. */
    List<ChainStep> steps(DraftKey key) throws SQLException {
        List<ChainStep> steps = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT step, completion, occurred_at, actor, summary,"
                        + " facts, source, content, chain_partition, chain_offset, chain_index, digest, intact FROM chain_step"
                        + " WHERE tenant = ? AND subject = ? AND completion IN (?, ?)"
                        + " ORDER BY occurred_at, chain_partition, chain_offset")) {
            select.setString(1, key.tenant());
            select.setString(2, key.id());
            select.setInt(3, key.completion());
            select.setInt(4, DraftKey.NO_COMPLETION);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    steps.add(step(key, rows));
                }
            }
        }
        return steps;
    }

    List<ChainStep.ChainPlace> links(int partition, long fromOffset, int limit) throws SQLException {
        List<ChainStep.ChainPlace> links = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT chain_partition, chain_offset, chain_index, digest, intact FROM chain_step"
                        + " WHERE chain_partition = ? AND chain_offset >= ? ORDER BY chain_offset LIMIT ?")) {
            select.setInt(1, partition);
            select.setLong(2, fromOffset);
            select.setInt(3, limit);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    links.add(place(rows, 1));
                }
            }
        }
        return links;
    }

    private ChainStep step(DraftKey key, ResultSet row) throws SQLException {
        return new ChainStep(
                row.getString(1),
                new DraftKey(key.tenant(), key.id(), row.getInt(2)),
                Instant.ofEpochMilli(row.getLong(3)),
                row.getString(4),
                row.getString(5),
                json.facts(row.getString(6)),
                row.getString(7),
                ChainStep.Content.valueOf(row.getString(8)),
                place(row, 9));
    }

    private static ChainStep.ChainPlace place(ResultSet row, int first) throws SQLException {
        return new ChainStep.ChainPlace(
                row.getInt(first),
                row.getLong(first + 1),
                row.getLong(first + 2),
                row.getString(first + 3),
                row.getInt(first + 4) != 0);
    }
}
