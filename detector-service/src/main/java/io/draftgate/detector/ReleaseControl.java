package io.draftgate.detector;

import io.draftgate.release.gate.ReleasePolicy;
import io.draftgate.release.gate.ReviewerKeys;
import io.draftgate.release.gate.VerifyingKeys;

/**
 * Which drafts may be published without a person, and whose word opens a gate. Immutable.
 *
 * @param policy the release policy
 * @param keys whose openings and closings are believed
 * @param reviewers whose inspections count
 */
public record ReleaseControl(ReleasePolicy policy, VerifyingKeys keys, ReviewerKeys reviewers) {
    public ReleaseControl {
        if (policy.needsOpenings() && keys.isEmpty()) {
            throw new IllegalArgumentException("the release policy " + policy.version()
                    + " has gates that a signed opening opens, but no key is believed, expected at least one");
        }
    }

    /** The policy that comes with Draftgate: everything may pass. */
    public static ReleaseControl openForAll() {
        return new ReleaseControl(ReleasePolicy.bundled(), VerifyingKeys.none(), ReviewerKeys.none());
    }
}
