package io.draftgate.release.gate;

/** What becomes of a draft that the detector and the misuse policy would publish. */
public enum GateMode {
    /** It is published without a person. */
    AUTOMATIC,
    /** A person decides. */
    REVIEW,
    /** It goes nowhere. */
    CLOSED
}
