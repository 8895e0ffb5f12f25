package io.draftgate.detector.chain;

import io.draftgate.schemas.event.AuditRecord;

/** What a task adds to the log of its partition. */
sealed interface Chained {
    /** Of the chain that it belongs to. */
    int partition();

    /** A link on its way to the records. */
    record Link(int partition, AuditRecord record) implements Chained {}

    /** A signed checkpoint over the links before it. */
    record Signed(int partition, String checkpoint) implements Chained {}
}
