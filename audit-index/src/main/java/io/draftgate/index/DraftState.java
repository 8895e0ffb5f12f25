package io.draftgate.index;

/** How far a draft, or a prompt that got none, has come. */
public enum DraftState {
    /** The prompt waits for its drafts. */
    ADMITTED,
    /** The prompt was not accepted. */
    REJECTED,
    /** The prompt's deadline passed. */
    EXPIRED,
    /** Somebody withdrew the prompt. */
    CANCELLED,
    /** The prompt could not be served. */
    FAILED,
    /** A record that could not be read. */
    DEAD_LETTERED,
    /** Written, not yet screened. */
    GENERATED,
    /** Waits for a person. */
    IN_REVIEW,
    /** Let through. */
    PUBLISHED,
    /** Stopped by the policy or a person. */
    BLOCKED,
    /** A text from outside that was screened. */
    DOCUMENT,
    /** What became of it cannot be read with the keys at hand. */
    LOCKED,
    /** What became of it can no longer be read: its key was destroyed. */
    ERASED
}
