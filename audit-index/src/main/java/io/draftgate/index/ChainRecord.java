package io.draftgate.index;

import io.draftgate.schemas.event.AuditRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record as it stood in the topic.
 *
 * @param topic name of the topic, which names the chain
 * @param partition from 0
 * @param offset from 0
 * @param link null where nothing that could be read stood there
 */
public record ChainRecord(
        String topic, int partition, long offset, @Nullable AuditRecord link) {
    /** The name in the chain's genesis. */
    String chainName() {
        return topic + "-" + partition;
    }
}
