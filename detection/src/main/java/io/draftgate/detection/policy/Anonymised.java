package io.draftgate.detection.policy;

import java.util.List;

/**
 * A text without its personal data. Immutable.
 *
 * @param found what was changed, in order, by its place in the original
 */
public record Anonymised(String text, List<Found> found) {

    public Anonymised {
        found = List.copyOf(found);
    }

    /** A piece of the original and the rule that names it. */
    public record Found(String ruleId, String category, Span span, Operator operator) {}
}
