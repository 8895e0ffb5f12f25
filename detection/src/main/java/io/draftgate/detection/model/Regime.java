package io.draftgate.detection.model;

/**
 * A way of decoding that leaves its own mark. Truncated text is more usual than human text, untruncated text less usual:
 * one linear model cannot know both.
 */
public enum Regime {
    /** Top-k, a temperature below 1, contrastive search, or not stated. */
    TRUNCATED,
    /** Top-p of 0.95 and more. */
    NEARLY_WHOLE,
    /** The whole distribution at temperature 1 or more. */
    UNTRUNCATED,
    /** Written by the language model that the detector itself can ask, truncated or at a temperature below 0.9. */
    OWN_TRUNCATED,
    /** Written by that model from (nearly) its whole distribution. */
    OWN_WHOLE,
    /** Written by that model with a penalty on what was said before: less likely than human text, and never repeating. */
    OWN_PENALISED;

    /** Whether the text is by the language model that the detector can ask. */
    public boolean isOwn() {
        return this == OWN_TRUNCATED || this == OWN_WHOLE || this == OWN_PENALISED;
    }
}
