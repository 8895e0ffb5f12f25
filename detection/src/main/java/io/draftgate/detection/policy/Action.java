package io.draftgate.detection.policy;

/** What a rule asks for when it is hit. */
public enum Action {
    REVIEW,
    BLOCK
}
