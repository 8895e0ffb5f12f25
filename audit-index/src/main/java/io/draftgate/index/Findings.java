package io.draftgate.index;

import io.draftgate.schemas.event.Route;
import io.draftgate.schemas.event.Screening;
import org.jspecify.annotations.Nullable;

/** Reads what a screening found. */
final class Findings {
    private Findings() {}

    static Finding of(Screening screening, @Nullable Route route) {
        return new Finding(
                route == null ? null : route.toString(),
                screening.getVerdict().toString(),
                screening.getProbability(),
                screening.getReasons().stream()
                        .map(reason -> new Finding.Reason(reason.getCode(), reason.getText()))
                        .toList(),
                screening.getSentences().stream()
                        .map(sentence ->
                                new Finding.Sentence(sentence.getStart(), sentence.getEnd(), sentence.getScore()))
                        .toList(),
                screening.getDetectorDigest(),
                screening.getOperatingPoint(),
                screening.getPolicyVersion(),
                screening.getPolicyDigest());
    }
}
