package io.draftgate.review;

import io.draftgate.index.DraftKey;
import io.draftgate.index.IndexedDraft;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Drafts that somebody here has just decided about, until the index has heard of it: so that the queue does not offer them again
 * in the seconds between. Lost in a crash without harm. Thread-safe.
 */
final class SentDecisions {
    /** After so long the decision was refused, or the detector does not run: the draft is shown again. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private record Sent(String reviewer, Instant at, int decisionsBefore) {}

    private final InstantSource clock;
    private final Map<DraftKey, Sent> sent = new HashMap<>();

    SentDecisions(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void add(IndexedDraft draft, String reviewer) {
        Instant now = clock.instant();
        sent.values().removeIf(one -> one.at().plus(PATIENCE).isBefore(now));
        sent.put(draft.key(), new Sent(reviewer, now, draft.decisions().size()));
    }

    /** Whether a reviewer's decision about the draft is on its way. */
    synchronized boolean isUnderWay(IndexedDraft draft, String reviewer) {
        Sent known = sent.get(draft.key());
        return known != null
                && known.reviewer().equals(reviewer)
                && known.decisionsBefore() == draft.decisions().size()
                && known.at().plus(PATIENCE).isAfter(clock.instant());
    }
}
