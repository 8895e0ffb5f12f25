package io.draftgate.index;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An index of the audit chain. Thread-safe; several processes may share one on PostgreSQL.
 *
 * <pre>{@code
 * try (AuditIndex index = AuditIndex.open(DatabaseAddress.of("audit.db"))) {
 *     index.search(DraftQuery.all().withText("walking").withTenant("default")).forEach(System.out::println);
 * }
 * }</pre>
 */
public final class AuditIndex implements AutoCloseable {
    /** Pages and searches take milliseconds; more connections only fight. */
    private static final int MAX_CONNECTIONS = 6;

    private final DatabaseAddress address;
    private final HikariDataSource pool;
    private final DraftColumns columns = new DraftColumns();

    private AuditIndex(DatabaseAddress address, HikariDataSource pool) {
        this.address = address;
        this.pool = pool;
    }

    /**
     * Opens an index; makes the tables where there are none.
     *
     * @throws IndexException if the database cannot be reached, or holds an index of another layout
     */
    public static AuditIndex open(DatabaseAddress address) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address.jdbcUrl());
        config.setMaximumPoolSize(MAX_CONNECTIONS);
        config.setMinimumIdle(1);
        config.setPoolName("audit-index");
        if (address.dialect() == Dialect.SQLITE) {
            SqliteSettings.apply(config);
        } else {
            // A plan for any words takes all words to be rare, and sorts a million drafts to find the newest 50.
            config.setConnectionInitSql("SET plan_cache_mode = force_custom_plan");
        }
        try {
            AuditIndex index = new AuditIndex(address, new HikariDataSource(config));
            index.makeTables();
            return index;
        } catch (PoolInitializationException e) {
            throw new IndexException(address + ": cannot be opened: " + reason(e), e);
        }
    }

    private static String reason(Throwable failure) {
        return failure.getCause() == null
                ? String.valueOf(failure.getMessage())
                : String.valueOf(failure.getCause().getMessage());
    }

    private void makeTables() {
        try {
            change(connection -> IndexTables.make(connection, address));
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /** The drafts, and prompts without one, that fit; newest first. */
    public List<IndexedDraft> search(DraftQuery query) {
        return work(connection -> drafts(connection).search(query));
    }

    /**
     * Hands over all drafts that fit, newest first, however many.
     *
     * @param query its limit does not count
     */
    public void forEach(DraftQuery query, Consumer<IndexedDraft> visitor) {
        change(connection -> drafts(connection).forEach(query, visitor));
    }

    /** The drafts in review, oldest first: the order in which they should be decided. */
    public List<IndexedDraft> inReview(int limit) {
        return work(connection -> drafts(connection).inReview(limit));
    }

    /**
     * The keys under which an id is known.
     *
     * @param id of a prompt or document
     * @param tenant empty: of all
     */
    public List<DraftKey> find(String id, Optional<String> tenant) {
        return work(connection -> drafts(connection).find(id, tenant));
    }

    /** Everything about a draft; empty if it is not known. */
    public Optional<Story> story(DraftKey key) {
        return work(connection -> {
            Optional<IndexedDraft> draft = drafts(connection).draft(key);
            return draft.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Story(draft.get(), new StepTable(connection, columns.json()).steps(key)));
        });
    }

    /** Counts over the drafts that came about in a time. */
    public IndexFigures figures(Instant since, Instant until) {
        return work(connection -> IndexFigures.read(connection, since, until));
    }

    /**
     * Where links of a chain stand, in its order.
     *
     * @param fromOffset of the first one
     * @param limit how many at most
     */
    public List<ChainStep.ChainPlace> links(int partition, long fromOffset, int limit) {
        return work(connection -> new StepTable(connection, columns.json()).links(partition, fromOffset, limit));
    }

    /** How far the index has come. */
    public List<ChainPosition> positions() {
        return work(PositionTable::all);
    }

    /** The keys that what the index holds was sealed with; those that it has forgotten are left out. */
    public List<String> keyNames() {
        return work(Erasure::keyNames);
    }

    /**
     * Forgets all that a destroyed key had opened, in tables, full-text index and files.
     *
     * @return how many drafts lost their text
     */
    public int erase(String keyName) {
        return work(connection -> {
            int erased = new Erasure(connection, columns).erase(keyName);
            IndexTables.forget(connection, address.dialect());
            return erased;
        });
    }

    /**
     * Adds records, and how far the chains have been read with them, in one transaction. A record that the index holds is passed
     * over.
     *
     * @param records those of one chain in its order
     */
    public void add(List<ChainRecord> records, EventOpener opener) {
        change(connection -> {
            try (IndexTransaction transaction =
                    new IndexTransaction(connection, address.dialect(), columns, new StepReader(opener))) {
                for (ChainRecord record : records) {
                    transaction.add(record);
                }
                transaction.commit();
            }
        });
    }

    private DraftTable drafts(Connection connection) {
        return new DraftTable(connection, address.dialect(), columns);
    }

    @FunctionalInterface
    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private <T> T work(Work<T> work) {
        try (Connection connection = pool.getConnection()) {
            return work.with(connection);
        } catch (SQLException e) {
            throw new IndexException(address + ": " + e.getMessage(), e);
        }
    }

    @FunctionalInterface
    private interface Change {
        void with(Connection connection) throws SQLException;
    }

    private void change(Change change) {
        try (Connection connection = pool.getConnection()) {
            change.with(connection);
        } catch (SQLException e) {
            throw new IndexException(address + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
