package io.draftgate.detection.policy;

/** Where a draft goes. Whatever is not clearly one of the others goes to {@link #REVIEW}. */
public enum Route {
    /** To the downstream topic, labelled as synthetic. */
    PUBLISH,
    /** To a person. */
    REVIEW,
    /** Nowhere. */
    BLOCK
}
