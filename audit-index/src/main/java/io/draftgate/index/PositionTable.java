package io.draftgate.index;

import io.draftgate.audit.ChainHead;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** How far each chain has been read; written in the transaction that holds what was read. */
final class PositionTable {
    private PositionTable() {}

    static List<ChainPosition> all(Connection connection) throws SQLException {
        List<ChainPosition> positions = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT chain_partition, next_offset, digest FROM chain_position ORDER BY chain_partition");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                ChainHead head = head(rows.getString(3));
                positions.add(new ChainPosition(
                        rows.getInt(1),
                        rows.getLong(2),
                        head.length(),
                        head.length() == 0 ? "" : head.digest().toString()));
            }
        }
        return positions;
    }

    /** The position of a chain, held until the transaction ends: so that two readers of the topic take turns. */
    static Held hold(Connection connection, Dialect dialect, int partition, ChainHead genesis) throws SQLException {
        try (PreparedStatement begin = connection.prepareStatement(
                "INSERT INTO chain_position (chain_partition, next_offset, digest) VALUES (?, 0, ?)"
                        + " ON CONFLICT (chain_partition) DO NOTHING")) {
            begin.setInt(1, partition);
            begin.setString(2, text(genesis));
            begin.executeUpdate();
        }
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT next_offset, digest FROM chain_position WHERE chain_partition = ?" + dialect.forUpdate())) {
            select.setInt(1, partition);
            try (ResultSet rows = select.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalStateException("the row that was just inserted is gone");
                }
                return new Held(rows.getLong(1), head(rows.getString(2)));
            }
        }
    }

    /**
     * Where a chain stands in the index.
     *
     * @param nextOffset of the record that is read next
     * @param head end of the chain so far
     */
    record Held(long nextOffset, ChainHead head) {}

    static void advance(Connection connection, int partition, Held to) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE chain_position SET next_offset = ?, digest = ? WHERE chain_partition = ?")) {
            update.setLong(1, to.nextOffset());
            update.setString(2, text(to.head()));
            update.setInt(3, partition);
            update.executeUpdate();
        }
    }

    private static String text(ChainHead head) {
        return HexFormat.of().formatHex(head.toBytes());
    }

    private static ChainHead head(String text) {
        return ChainHead.fromBytes(HexFormat.of().parseHex(text));
    }
}
