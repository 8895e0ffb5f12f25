package io.draftgate.index;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What an audit event carried, read. Immutable.
 *
 * @param product the record that the step produced, if it could be read
 * @param summary one sentence
 * @param facts what it settled, by name, in order
 * @param keyName the key whose destruction erases it; null if it was never sealed
 */
record StepContent(
        ChainStep.Content kind,
        @Nullable SpecificRecord product,
        String summary,
        Map<String, String> facts,
        @Nullable String keyName) {
    /** What stands in place of a sentence that can no longer be read. */
    static final String ERASED_SUMMARY = "erased: its key was destroyed";

    static StepContent erased(String keyName) {
        return new StepContent(ChainStep.Content.ERASED, null, ERASED_SUMMARY, Map.of(), keyName);
    }

    static StepContent locked(String summary, String keyName) {
        return new StepContent(ChainStep.Content.LOCKED, null, summary, Map.of(), keyName);
    }
}
