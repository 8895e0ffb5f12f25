package io.draftgate.gpt2;

/**
 * Hears the one outcome of a request. Called on the engine's scheduler thread, so it MUST NOT block and MUST NOT throw; a
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
}
