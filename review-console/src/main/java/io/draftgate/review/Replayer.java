package io.draftgate.review;

import io.draftgate.index.Story;
import java.util.concurrent.CompletableFuture;

/** Replays a draft on its model when a reviewer asks for it. MUST be thread-safe and MUST NOT block. */
@FunctionalInterface
public interface Replayer {
    /**
     * Begins to replay a draft.
     *
     * @return what is found: {@code HOLDS} for a draft that is accepted, {@code FAILS} for one that is refuted, {@code OPEN} for
     *     one that cannot be decided or was erased
     */
    CompletableFuture<Proofs.Proof> replay(Story story);
}
