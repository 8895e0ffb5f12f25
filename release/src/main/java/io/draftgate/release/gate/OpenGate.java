package io.draftgate.release.gate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A gate that was opened, and for what. Immutable.
 *
 * @param ruleDigest the rule it was opened for
 * @param modelDigests the models that may pass
 * @param detectorDigest the detector that has to have screened
 * @param until when it closes by itself
 */
public record OpenGate(String ruleDigest, List<String> modelDigests, String detectorDigest, Optional<Instant> until) {
    public OpenGate {
        modelDigests = List.copyOf(modelDigests);
    }

    /** Why it does not let such a draft pass; empty if it does. */
    Optional<String> objection(GateRule rule, DraftOrigin draft, String screenedBy, Instant now) {
        if (!ruleDigest.equals(rule.digest())) {
            return Optional.of("was opened for another version of its rule");
        }
        if (!modelDigests.contains(draft.modelDigest())) {
            return Optional.of("was not opened for this model");
        }
        if (!detectorDigest.equals(screenedBy)) {
            return Optional.of("was opened with another detector");
        }
        return until.isPresent() && !now.isBefore(until.get())
                ? Optional.of("closed by itself at " + until.get())
                : Optional.empty();
    }
}
