package io.draftgate.detection.policy;

import io.draftgate.detection.Detection;
import io.draftgate.detection.Reason;
import java.util.List;

/**
 * Where a draft goes and why. Immutable.
 *
 * @param reasons at least one, the decisive first
 */
public record Decision(Route route, List<Reason> reasons) {

    public Decision {
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("reasons are empty, expected at least one");
        }
        reasons = List.copyOf(reasons);
    }

    /** What to do with a draft that could not be screened: a person looks at it. */
    public static Decision screeningFailed(String cause) {
        return new Decision(
                Route.REVIEW, List.of(new Reason(Detection.SCREENING_FAILED, "Screening failed: " + cause)));
    }
}
