package io.draftgate.detection;

import io.draftgate.gpt2.TokenTrace;
import java.util.Optional;

/**
 * A text whose origin is in question. Immutable.
 *
 * @param text any string, also empty or malformed
 * @param trace what a language model thought of the text's tokens, where it was recorded when the text was written
 * @param traceModelDigest digest of that model; a trace of another model than the detector's is not used
 */
public record SuspectText(String text, Optional<TokenTrace> trace, Optional<String> traceModelDigest) {

    /** A text of which nothing else is known, such as a document from outside. */
    public static SuspectText of(String text) {
        return new SuspectText(text, Optional.empty(), Optional.empty());
    }

    /** A draft with the trace that the engine recorded. */
    public static SuspectText of(String text, TokenTrace trace, String traceModelDigest) {
        return new SuspectText(text, Optional.of(trace), Optional.of(traceModelDigest));
    }
}
