package io.draftgate.cli.screening;

import io.draftgate.detection.Detection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A verdict as it is printed. Immutable.
 *
 * @param probability null where nothing could be measured
 * @param verdict {@code SYNTHETIC}, {@code HUMAN} or {@code ABSTAIN}
 */
record ScreenedDocument(
        String id,
        @Nullable Double probability,
        String verdict,
        List<Why> reasons,
        String detectorDigest,
        String operatingPoint) {

    ScreenedDocument {
        reasons = List.copyOf(reasons);
    }

    record Why(String code, String text) {}

    static ScreenedDocument of(String id, Detection detection) {
        return new ScreenedDocument(
                id,
                detection.probability().isPresent() ? detection.probability().getAsDouble() : null,
                detection.verdict().name(),
                detection.reasons().stream()
                        .map(reason -> new Why(reason.code(), reason.text()))
                        .toList(),
                detection.detectorDigest(),
                detection.operatingPoint());
    }
}
