package io.draftgate.gpt2.replay;

/** How a draft is fed through the model. */
public enum Reading {
    /** In one pass. */
    WHOLE,
    /** Token by token, as the engine wrote it: as slow as writing one draft, and every number is the engine's to the last bit. */
    STEPWISE
}
