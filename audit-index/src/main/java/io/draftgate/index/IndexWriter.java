package io.draftgate.index;

import io.draftgate.audit.AuditChain;
import io.draftgate.audit.ChainHead;
import io.draftgate.audit.Digest;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditRecord;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Adds records of one chain to the tables, within a transaction that its owner begins and ends. Confined to one thread.
 */
final class IndexWriter implements AutoCloseable {
    private static final EventSerde<AuditEvent> EVENTS = EventSerde.of(AuditEvent.class);

    /** Of a row's number: 10 bits for the partition, 12 for the offset; the time stands before them. */
    private static final int OFFSET_BITS = 12;

    private static final int PLACE_BITS = 10 + OFFSET_BITS;

    private final DraftColumns columns;
    private final StepReader steps;
    private final PreparedStatement find;
    private final PreparedStatement insert;
    private final PreparedStatement update;
    private final PreparedStatement delete;
    private final PreparedStatement taken;
    private final PreparedStatement tell;

    IndexWriter(Connection connection, DraftColumns columns, StepReader steps) throws SQLException {
        this.columns = columns;
        this.steps = steps;
        this.find = connection.prepareStatement("SELECT " + DraftColumns.NAMES
                + ", d.id, d.key_name FROM draft d WHERE d.tenant = ? AND d.subject = ? AND d.completion = ?");
        this.insert = connection.prepareStatement(DraftColumns.INSERT);
        this.update = connection.prepareStatement(DraftColumns.UPDATE);
        this.delete =
                connection.prepareStatement("DELETE FROM draft WHERE tenant = ? AND subject = ? AND completion = ?");
        this.taken = connection.prepareStatement("SELECT 1 FROM draft WHERE id = ?");
        this.tell = connection.prepareStatement(
                "INSERT INTO chain_step (chain_partition, chain_offset, chain_index, digest,"
                        + " intact, step, tenant, subject, completion, actor, occurred_at, summary, source, facts, content, key_name)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    }

    /**
     * Adds one record.
     *
     * @param before where the chain ended before it
     * @return where it ends now; as before if it is no record of a chain at all
     */
    ChainHead add(int partition, long offset, AuditRecord record, ChainHead before) throws SQLException {
        ChainHead after;
        AuditEvent event;
        boolean intact;
        try {
            after = new ChainHead(record.getIndex() + 1, new Digest(bytes(record.getDigest())));
            intact = after.equals(
                            AuditChain.append(before, bytes(record.getEvent())).head())
                    && before.digest().equals(new Digest(bytes(record.getPreviousDigest())));
            event = EVENTS.decode(record.getEvent());
        } catch (SerializationException | IllegalArgumentException notOurs) {
            return before;
        }
        StepContent content = steps.read(event);
        DraftKey key = key(event);
        ChainStep.ChainPlace place = new ChainStep.ChainPlace(
                partition, offset, record.getIndex(), after.digest().toString(), intact);
        tell(event, key, content, place);
        add(event, key, content, place);
        return after;
    }

    private static DraftKey key(AuditEvent event) {
        Integer completion = event.getCompletionIndex();
        return new DraftKey(
                DraftColumns.clean(event.getTenant()),
                DraftColumns.clean(event.getSubject()),
                completion == null ? DraftKey.NO_COMPLETION : completion);
    }

    private void tell(AuditEvent event, DraftKey key, StepContent content, ChainStep.ChainPlace place)
            throws SQLException {
        int at = 1;
        tell.setInt(at++, place.partition());
        tell.setLong(at++, place.offset());
        tell.setLong(at++, place.index());
        tell.setString(at++, place.digest());
        tell.setInt(at++, place.intact() ? 1 : 0);
        tell.setString(at++, event.getStep().toString());
        tell.setString(at++, key.tenant());
        tell.setString(at++, key.id());
        tell.setInt(at++, key.completion());
        tell.setString(at++, DraftColumns.clean(event.getActor()));
        tell.setLong(at++, event.getOccurredAt().toEpochMilli());
        tell.setString(at++, DraftColumns.clean(content.summary()));
        tell.setString(
                at++,
                DraftColumns.clean(event.getSource().getTopic()) + "-"
                        + event.getSource().getPartition() + "@"
                        + event.getSource().getOffset());
        tell.setString(at++, columns.json().json(content.facts()));
        tell.setString(at++, content.kind().name());
        tell.setString(at, content.keyName());
        tell.executeUpdate();
    }

    private void add(AuditEvent event, DraftKey key, StepContent content, ChainStep.ChainPlace place)
            throws SQLException {
        Optional<FoundRow> found = find(key);
        if (found.isEmpty() && changesNothing(event)) {
            return;
        }
        DraftRow row = found.map(FoundRow::row).orElseGet(() -> DraftRow.begin(key, event.getOccurredAt()));
        row.add(event, content);
        if (found.isPresent()) {
            columns.update(update, row, found.get().id());
            update.executeUpdate();
        } else {
            columns.insert(insert, row, freeId(event, place));
            insert.executeUpdate();
        }
        if (key.completion() != DraftKey.NO_COMPLETION) {
            // From its first draft on, a prompt is found by its drafts.
            bind(delete, key.ofPrompt()).executeUpdate();
        }
    }

    /** A refusal is about what is known already, or about nothing; a gate is no draft. */
    private static boolean changesNothing(AuditEvent event) {
        return switch (event.getStep()) {
            case ADMITTED, REJECTED, EXPIRED, CANCELLED, FAILED, DEAD_LETTERED -> false;
            case GENERATED, SCREENED, DECIDED, OPINION_GIVEN, DOCUMENT_SCREENED -> false;
            default -> true;
        };
    }

    private record FoundRow(long id, DraftRow row) {}

    private Optional<FoundRow> find(DraftKey key) throws SQLException {
        try (ResultSet rows = bind(find, key).executeQuery()) {
            return rows.next()
                    ? Optional.of(
                            new FoundRow(rows.getLong(15), DraftRow.resume(columns.read(rows), rows.getString(16))))
                    : Optional.empty();
        }
    }

    private static PreparedStatement bind(PreparedStatement statement, DraftKey key) throws SQLException {
        statement.setString(1, key.tenant());
        statement.setString(2, key.id());
        statement.setInt(3, key.completion());
        return statement;
    }

    /** Newer drafts have larger numbers, so that the newest are found first without sorting. */
    private long freeId(AuditEvent event, ChainStep.ChainPlace place) throws SQLException {
        long id = firstIdAt(event.getOccurredAt().toEpochMilli())
                | ((place.partition() & 0x3FFL) << OFFSET_BITS)
                | (place.offset() & ((1L << OFFSET_BITS) - 1));
        while (isTaken(id)) {
            id++;
        }
        return id;
    }

    /** The smallest number of a draft that came about at that time, in milliseconds since 1970. */
    static long firstIdAt(long millis) {
        long most = Long.MAX_VALUE >> PLACE_BITS;
        return Math.max(0, Math.min(millis, most)) << PLACE_BITS;
    }

    private boolean isTaken(long id) throws SQLException {
        taken.setLong(1, id);
        try (ResultSet rows = taken.executeQuery()) {
            return rows.next();
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : new PreparedStatement[] {find, insert, update, delete, taken, tell}) {
            statement.close();
        }
    }
}
