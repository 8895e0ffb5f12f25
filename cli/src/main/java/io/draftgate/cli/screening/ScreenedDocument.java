package io.draftgate.cli.screening;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.draftgate.detection.Detection;
import io.draftgate.detection.ExplainedDetection;
import io.draftgate.detection.ExplainedDetection.FeatureNote;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A verdict as it is printed. Immutable.
 *
 * @param probability null where nothing could be measured
 * @param verdict {@code SYNTHETIC}, {@code HUMAN} or {@code ABSTAIN}
 * @param humanShare of human texts of this length that score at least as high; null where nothing could be measured
 * @param calibrated whether thresholds and shares are those of the user's own human texts
 * @param explanation where it was asked for
 */
record ScreenedDocument(
        String id,
        @Nullable Double probability,
        String verdict,
        List<Why> reasons,
        String detectorDigest,
        String operatingPoint,
        @Nullable Double humanShare,
        boolean calibrated,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Explanation explanation) {

    ScreenedDocument {
        reasons = List.copyOf(reasons);
    }

    record Why(String code, String text) {}

    /** What carried the verdict, and where. */
    record Explanation(List<FeatureNote> features, List<SentenceNote> sentences) {

        static Explanation of(ExplainedDetection explained) {
            return new Explanation(
                    explained.features(),
                    explained.sentences().sentences().stream()
                            .map(sentence -> new SentenceNote(
                                    sentence.start(), sentence.end(), nullable(sentence.probability())))
                            .toList());
        }
    }

    /** A sentence, by its place in the text. */
    record SentenceNote(int start, int end, @Nullable Double probability) {}

    static ScreenedDocument of(String id, Detection detection, boolean calibrated, @Nullable Explanation explanation) {
        return new ScreenedDocument(
                id,
                nullable(detection.probability()),
                detection.verdict().name(),
                detection.reasons().stream()
                        .map(reason -> new Why(reason.code(), reason.text()))
                        .toList(),
                detection.detectorDigest(),
                detection.operatingPoint(),
                nullable(detection.humanShare()),
                calibrated,
                explanation);
    }

    private static @Nullable Double nullable(OptionalDouble figure) {
        return figure.isPresent() ? figure.getAsDouble() : null;
    }
}
