package io.draftgate.detection.policy;

import io.draftgate.detection.text.NormalisedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One rule of a policy. Immutable, thread-safe.
 *
 * @param operator what becomes of what it finds when a text is anonymised; nothing where there is none
 */
record Rule(
        String id,
        String category,
        Action action,
        Optional<Operator> operator,
        Set<Stage> appliesTo,
        String because,
        List<Finder> finders) {

    /** Pieces of evidence kept of one rule; more add nothing to the decision. */
    static final int MAX_EVIDENCE = 20;

    Rule {
        appliesTo = Set.copyOf(appliesTo);
        finders = List.copyOf(finders);
    }

    /** The hit, if any. A rule that could not be carried to its end counts as hit, but only for review. */
    Optional<RuleHit> apply(NormalisedText text) {
        List<Span> evidence = new ArrayList<>();
        boolean complete = true;
        for (Finder finder : finders) {
            Finder.Findings findings = finder.find(text.text());
            complete &= findings.complete();
            findings.spans().stream()
                    .limit(MAX_EVIDENCE - (long) evidence.size())
                    .map(span -> new Span(text.origin(span.start()), text.origin(span.end())))
                    .forEach(evidence::add);
        }
        if (evidence.isEmpty() && complete) {
            return Optional.empty();
        }
        return Optional.of(new RuleHit(id, category, evidence.isEmpty() ? Action.REVIEW : action, because, evidence));
    }
}
