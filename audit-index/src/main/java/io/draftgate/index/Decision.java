package io.draftgate.index;

import java.time.Instant;

/**
 * What a reviewer said of a draft, and what it did. Immutable.
 *
 * @param kind what the topology made of it
 * @param ruling {@code APPROVE}, {@code REJECT} or {@code ESCALATE}
 * @param reviewer who
 * @param reason why; may be empty
 * @param decidedAt when, by the reviewer's own clock
 */
public record Decision(Kind kind, String ruling, String reviewer, String reason, Instant decidedAt) {
    /** What the topology made of a decision. */
    public enum Kind {
        /** One of two opinions of which neither sees the other. */
        OPINION,
        /** Left in review for somebody else. */
        ESCALATION,
        /** Routed the draft. */
        FINAL
    }
}
