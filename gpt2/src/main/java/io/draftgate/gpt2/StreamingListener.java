package io.draftgate.gpt2;

/** A listener that also hears the texts of a request while they are being written. */
public interface StreamingListener extends GenerationListener {

    /**
     * More of a completion's text is there. All parts of a completion together are its {@link Completion#text}; none splits a
     * character, and none holds what a stop string takes back. A completion that is cut after some sentences comes in one
     * part, at its end. Called on the engine's scheduler thread, so it MUST NOT block and MUST NOT throw.
     *
     * @param completion its index
     * @param text at least 1 character
     */
    void written(String id, int completion, String text);
}
