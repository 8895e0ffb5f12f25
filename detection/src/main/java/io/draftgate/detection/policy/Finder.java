package io.draftgate.detection.policy;

import java.util.List;

/** Finds one kind of thing in a normalised text. Immutable, thread-safe, bounded in time. */
@FunctionalInterface
interface Finder {

    Findings find(String text);

    /**
     * What was found.
     *
     * @param spans into the normalised text
     * @param complete whether the whole text was looked at within the bound on work
     */
    record Findings(List<Span> spans, boolean complete) {

        public Findings {
            spans = List.copyOf(spans);
        }
    }
}
