package io.draftgate.gpt2;

import java.time.Duration;
import java.util.Optional;

/**
 * Hears the one outcome of a request, and if it wants how far it is. Called on the engine's scheduler thread, so it MUST NOT block and MUST NOT throw; a
 * cancelled request is not heard of again.
 */
public interface GenerationListener {

    /** All completions are there. */
    void completed(Generation generation);

    /**
     * The request cannot be served; the engine goes on with the others.
     *
     * @param reason one line
     */
    void failed(String id, String reason);

    /** How often {@link #progressed} is called while the request is being written; empty for never. */
    default Optional<Duration> progressInterval() {
        return Optional.empty();
    }

    /** Hears what is written so far, on the way to its outcome. */
    default void progressed(GenerationProgress progress) {}
}
