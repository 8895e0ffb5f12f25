package io.draftgate.detection;

/** What the detector says of a text at its operating point. */
public enum Verdict {
    /** Machine-written, at the false-positive rate that the operating point states. */
    SYNTHETIC,
    /** Lies where hardly any machine text of the calibration lies. */
    HUMAN,
    /** No verdict: too short, between the thresholds, or not to be measured; the reasons say which. */
    ABSTAIN
}
