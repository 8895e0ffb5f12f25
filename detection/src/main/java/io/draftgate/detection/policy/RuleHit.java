package io.draftgate.detection.policy;

import io.draftgate.detection.Reason;
import java.util.List;

/**
 * A rule that a text broke. Quotes nothing of the text: evidence may be personal data.
 *
 * @param ruleId from the policy file
 * @param category from the policy file, e.g. {@code personal-data}
 * @param because the rule's own words
 * @param evidence where in the original text, at most {@link Rule#MAX_EVIDENCE} pieces; empty only where the rule could
 *     not be carried to its end
 */
public record RuleHit(String ruleId, String category, Action action, String because, List<Span> evidence) {

    public RuleHit {
        evidence = List.copyOf(evidence);
    }

    /** The hit as a reason; its code is {@code rule.<id>}. */
    public Reason reason() {
        String where = evidence.isEmpty()
                ? "not carried to its end"
                : "at " + evidence.get(0) + (evidence.size() > 1 ? " and " + (evidence.size() - 1) + " more" : "");
        return new Reason("rule." + ruleId, because + " (" + category + ", characters " + where + ")");
    }
}
