package io.draftgate.detector.chain;

import io.draftgate.schemas.event.AuditRecord;

/**
 * A link on its way to the topic.
 *
 * @param partition of the chain it belongs to
 */
record Chained(int partition, AuditRecord link) {}
