package io.draftgate.detector.chain;

import io.draftgate.schemas.event.AuditRecord;
import java.util.Optional;

/** Finds out how a chain ends in the topic. */
@FunctionalInterface
interface ChainTail {
    /**
     * Reads the end of a chain.
     *
     * @return the last committed record of the partition; empty if there is none
     */
    Optional<AuditRecord> last(int partition);
}
