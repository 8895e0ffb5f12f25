package io.draftgate.detection.policy;

/** What a rule is applied to. */
public enum Stage {
    /** Prompts, before they cost a slot of the engine. */
    PROMPTS,
    /** Drafts, before they reach anybody. */
    DRAFTS
}
