package io.draftgate.cli.release;

import io.draftgate.audit.ChainLink;
import io.draftgate.cli.audit.AuditLog;
import io.draftgate.cli.audit.Verification;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.streams.sealing.OpenedEvent;
import io.draftgate.streams.sealing.Sealing;
import java.util.List;
import java.util.Map;

/** The audit log, verified while it is read and opened as far as the keys go. Immutable. */
public final class OpenedLog {
    private final AuditLog log;
    private final Sealing sealing;

    /**
     * A log that is read from its beginning to its end of now each time.
     *
     * @param client how to reach the brokers
     */
    public OpenedLog(TopicCatalogue topics, Map<String, Object> client, Sealing sealing) {
        this.log = new AuditLog(topics, client);
        this.sealing = sealing;
    }

    /** Sees the events that can be read whole and, if it asks, where the others stand. */
    @FunctionalInterface
    public interface Reader {
        /**
         * An event, opened.
         *
         * @param chainName topic and partition of its chain
         */
        void event(String chainName, ChainLink link, AuditEvent event);

        /** An event that was erased, or whose key is not at hand. */
        default void unread(String chainName, ChainLink link) {}
    }

    /**
     * What was read.
     *
     * @param records in all chains
     * @param intact whether every chain is what its writer wrote
     * @param erased events whose subject's key was destroyed
     * @param locked events whose key is not at hand, or whose seal is broken
     */
    public record Reading(long records, boolean intact, long erased, long locked) {
        /** What could not be read, in words; empty if everything could. */
        public String remark() {
            String sealed = locked == 0 ? "" : locked + " events are sealed with keys that are not at hand. ";
            return (erased == 0 ? "" : erased + " events were erased. ")
                    + sealed
                    + (intact ? "" : "The audit chain is broken: run 'draftgate audit verify'. ");
        }
    }

    /** Reads everything once for several readers. */
    Reading read(List<? extends Reader> readers) {
        return read(new Reader() {
            @Override
            public void event(String chainName, ChainLink link, AuditEvent event) {
                readers.forEach(reader -> reader.event(chainName, link, event));
            }

            @Override
            public void unread(String chainName, ChainLink link) {
                readers.forEach(reader -> reader.unread(chainName, link));
            }
        });
    }

    /** Reads everything. */
    public Reading read(Reader reader) {
        long[] unread = new long[2];
        Verification verification = log.verify((String chainName, ChainLink link, AuditEvent event) -> {
            OpenedEvent opened = sealing.open(event);
            if (opened instanceof OpenedEvent.Whole whole) {
                reader.event(chainName, link, whole.event());
            } else {
                unread[opened instanceof OpenedEvent.Erased ? 0 : 1]++;
                reader.unread(chainName, link);
            }
        });
        return new Reading(verification.records(), verification.isIntact(), unread[0], unread[1]);
    }
}
