package io.draftgate.review;

import io.draftgate.index.Story;
import java.util.List;

/** What can be proved about a draft beyond what the index checked when it read the chain. MUST be thread-safe. */
@FunctionalInterface
public interface Proofs {
    /** The proofs of a draft's story, in the order in which they are shown. */
    List<Proof> of(Story story);

    /**
     * One proof. Immutable.
     *
     * @param name what is proved, e.g. {@code Merkle inclusion}
     * @param explanation one sentence for people
     */
    record Proof(String name, Status status, String explanation) {}

    /** How a proof ended. */
    enum Status {
        HOLDS,
        FAILS,
        /** Could not be tried, or could not tell. */
        OPEN
    }

    /** Nothing beyond the chain. */
    static Proofs none() {
        return story -> List.of();
    }
}
