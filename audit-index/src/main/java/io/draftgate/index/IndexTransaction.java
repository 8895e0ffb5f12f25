package io.draftgate.index;

import io.draftgate.audit.ChainHead;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Rows and offsets that become durable together, or not at all. Confined to one thread.
 */
final class IndexTransaction implements AutoCloseable {
    private final Connection connection;
    private final Dialect dialect;
    private final IndexWriter writer;
    private final Map<Integer, PositionTable.Held> positions = new HashMap<>();
    private boolean open = true;

    IndexTransaction(Connection connection, Dialect dialect, DraftColumns columns, StepReader steps)
            throws SQLException {
        this.connection = connection;
        this.dialect = dialect;
        connection.setAutoCommit(false);
        this.writer = new IndexWriter(connection, columns, steps);
    }

    /** Adds a record, unless the index holds it; passes over one that is no link of a chain. */
    void add(ChainRecord record) throws SQLException {
        PositionTable.Held position = position(record.chainName(), record.partition());
        if (record.offset() >= position.nextOffset()) {
            ChainHead head = record.link() == null
                    ? position.head()
                    : writer.add(record.partition(), record.offset(), record.link(), position.head());
            positions.put(record.partition(), new PositionTable.Held(record.offset() + 1, head));
        }
    }

    private PositionTable.Held position(String chainName, int partition) throws SQLException {
        PositionTable.Held known = positions.get(partition);
        if (known == null) {
            known = PositionTable.hold(connection, dialect, partition, ChainHead.genesis(chainName));
            positions.put(partition, known);
        }
        return known;
    }

    void commit() throws SQLException {
        for (Map.Entry<Integer, PositionTable.Held> position : positions.entrySet()) {
            PositionTable.advance(connection, position.getKey(), position.getValue());
        }
        connection.commit();
        open = false;
    }

    @Override
    public void close() throws SQLException {
        writer.close();
        if (open) {
            connection.rollback();
        }
        connection.setAutoCommit(true);
    }
}
