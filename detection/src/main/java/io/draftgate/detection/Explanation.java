package io.draftgate.detection;

import io.draftgate.detection.model.OperatingPoint;
import io.draftgate.detection.model.Regime;
import io.draftgate.detection.model.Score;
import java.util.Locale;
import java.util.Map;

/** Puts a score into words. */
final class Explanation {

    private Explanation() {}

    static Reason of(Verdict verdict, Score score, OperatingPoint point) {
        String size = point.band() + " characters";
        return switch (verdict) {
            case SYNTHETIC ->
                new Reason(
                        "synthetic",
                        String.format(
                                Locale.ROOT,
                                "Scores %.2f, at or above %.2f, which %.1f %% of human texts of %s reach; most like %s",
                                score.joined(),
                                point.syntheticFrom(),
                                100 * point.falsePositiveRate(),
                                size,
                                likest(score)));
            case HUMAN ->
                new Reason(
                        "human",
                        String.format(
                                Locale.ROOT,
                                "Scores %.2f, at or below %.2f, where few machine texts of %s lie",
                                score.joined(),
                                point.humanUpTo(),
                                size));
            case ABSTAIN ->
                new Reason(
                        "undecided",
                        String.format(
                                Locale.ROOT,
                                "Scores %.2f, between %.2f (human) and %.2f (synthetic) for %s",
                                score.joined(),
                                point.humanUpTo(),
                                point.syntheticFrom(),
                                size));
        };
    }

    private static String likest(Score score) {
        Regime regime = score.byRegime().entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        return switch (regime) {
            case TRUNCATED -> "text drawn from the likeliest tokens only";
            case NEARLY_WHOLE -> "text drawn with a wide top-p";
            case UNTRUNCATED -> "text drawn from the whole distribution";
            case OWN_TRUNCATED, OWN_WHOLE, OWN_PENALISED -> "text by the bundled language model";
        };
    }
}
