package io.draftgate.index;

import java.time.Instant;
import java.util.Map;

/**
 * One record of the chain: a line of a draft's story. Immutable.
 *
 * @param step name of the step, e.g. {@code SCREENED}
 * @param occurredAt when, by the clock of the service
 * @param actor service that took it
 * @param summary one sentence
 * @param facts what the step settled, by name, in order; no text of prompt or draft
 * @param source the record that caused it, {@code topic-partition@offset}
 * @param content what became of its payload
 * @param chain where it stands
 */
public record ChainStep(
        String step,
        DraftKey key,
        Instant occurredAt,
        String actor,
        String summary,
        Map<String, String> facts,
        String source,
        Content content,
        ChainPlace chain) {
    /** What became of a payload. */
    public enum Content {
        /** It could be read. */
        CLEAR,
        /** There was none. */
        NONE,
        /** It is sealed with a key that was not at hand. */
        LOCKED,
        /** Its key was destroyed. */
        ERASED,
        /** It is no record that this release knows. */
        UNREADABLE
    }

    /**
     * A place in the chain.
     *
     * @param partition of {@code audit.records}
     * @param offset in that partition
     * @param index in the chain
     * @param digest {@code sha256:<hex>} of the link
     * @param intact whether the link fitted to the one before it and to its own content when it was read
     */
    public record ChainPlace(int partition, long offset, long index, String digest, boolean intact) {}
}
