package io.draftgate.release.gate;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides whether a draft that detector and misuse policy would publish may pass its gate. Immutable, thread-safe.
 *
 * @param policy which gates there are
 */
public record ReleaseGates(ReleasePolicy policy) {

    /**
     * The decision.
     *
     * @param screenedBy digest of the detector that screened it
     * @param open finds a gate that was opened, by its id
     */
    public GateDecision decide(
            DraftOrigin draft, String screenedBy, Function<String, Optional<OpenGate>> open, Instant now) {
        return policy.ruleFor(draft)
                .map(rule -> decide(rule, draft, screenedBy, open, now))
                .orElseGet(() -> new GateDecision(
                        policy.otherwise(), GateDecision.CODE, "No gate covers it: " + meaning(policy.otherwise())));
    }

    private static GateDecision decide(
            GateRule rule,
            DraftOrigin draft,
            String screenedBy,
            Function<String, Optional<OpenGate>> open,
            Instant now) {
        String code = GateDecision.CODE + "." + rule.id();
        String name = "Gate " + rule.id();
        if (!rule.needsOpening()) {
            return new GateDecision(rule.mode(), code, name + ": " + meaning(rule.mode()));
        }
        Optional<OpenGate> gate = open.apply(rule.id());
        if (gate.isEmpty()) {
            return new GateDecision(rule.otherwise(), code, name + " is not open: " + meaning(rule.otherwise()));
        }
        return gate.get()
                .objection(rule, draft, screenedBy, now)
                .map(objection -> new GateDecision(
                        rule.otherwise(), code, name + " " + objection + ": " + meaning(rule.otherwise())))
                .orElseGet(() -> new GateDecision(rule.mode(), code, name + " is open"));
    }

    private static String meaning(GateMode mode) {
        return switch (mode) {
            case AUTOMATIC -> "drafts are published";
            case REVIEW -> "a person decides about every draft";
            case CLOSED -> "no draft is let out";
        };
    }
}
