package io.draftgate.gpt2.replay;

/** What a replay says of a draft. */
public enum Verdict {
    /** The named model, settings and seed write this draft. */
    ACCEPTED,
    /** They write another one. */
    REFUTED,
    /** Nothing speaks against it, and it is too little to speak for it. */
    INCONCLUSIVE,
    /** The draft was erased as its subject may ask: there is nothing left to replay, and nothing wrong. */
    ERASED
}
