package io.draftgate.detection;

import io.draftgate.detection.feature.Reading;
import java.util.Optional;

/**
 * A text whose origin is in question. Immutable.
 *
 * @param text any string, also empty or malformed
 * @param reading what a language model thought of the text's tokens, where it was recorded when the text was written
 * @param readerDigest digest of that model; a reading by another model than the detector's is not used
 */
public record SuspectText(String text, Optional<Reading> reading, Optional<String> readerDigest) {

    /** A text of which nothing else is known, such as a document from outside. */
    public static SuspectText of(String text) {
        return new SuspectText(text, Optional.empty(), Optional.empty());
    }

    /** A draft with what the engine recorded. */
    public static SuspectText of(String text, Reading reading, String readerDigest) {
        return new SuspectText(text, Optional.of(reading), Optional.of(readerDigest));
    }
}
