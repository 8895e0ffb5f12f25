package io.draftgate.detector.chain;

import io.draftgate.schemas.event.AuditRecord;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds out how a chain stands in the topic. */
interface ChainTail {
    /**
     * Reads the end of a chain.
     *
     * @return the last committed record of the partition; empty if there is none
     */
    Optional<AuditRecord> last(int partition);

    /** Reads a whole chain, committed records only, in their order. */
    void read(int partition, Consumer<AuditRecord> reader);
}
