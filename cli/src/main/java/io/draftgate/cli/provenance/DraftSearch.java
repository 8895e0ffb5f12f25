package io.draftgate.cli.provenance;

import io.draftgate.cli.release.DraftItem;
import io.draftgate.release.likeness.Fingerprint;
import io.draftgate.release.likeness.TextMatch;
import io.draftgate.release.likeness.TextMatch.Degree;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.DraftGenerated;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares a text with every draft of a log, with and without its prompt. Keeps only what is near. Confined to one thread.
 */
final class DraftSearch {
    private final Fingerprint asked;
    private final Map<String, DraftMatch> matches = new HashMap<>();
    private int compared;

    DraftSearch(Fingerprint asked) {
        this.asked = asked;
    }

    void read(AuditEvent event) {
        DraftItem.generated(event).ifPresent(this::compare);
        DraftItem.routed(event)
                .ifPresent(screened -> matches.computeIfPresent(
                        DraftItem.name(screened.getDraft()),
                        (name, match) -> match.routed(screened.getRoute().toString())));
    }

    /** The nearest first. */
    List<DraftMatch> matches(int most) {
        return matches.values().stream()
                .sorted(Comparator.comparingDouble(DraftMatch::nearness)
                        .reversed()
                        .thenComparing(DraftMatch::draft))
                .limit(most)
                .toList();
    }

    int compared() {
        return compared;
    }

    private void compare(DraftGenerated draft) {
        compared++;
        String name = DraftItem.name(draft);
        TextMatch alone = asked.match(Fingerprint.of(draft.getText()));
        TextMatch whole = asked.match(Fingerprint.of(draft.getPrompt() + draft.getText()));
        boolean withPrompt = whole.degree().compareTo(alone.degree()) < 0
                || (whole.degree() == alone.degree() && whole.resemblance() > alone.resemblance());
        TextMatch best = withPrompt ? whole : alone;
        if (best.degree() != Degree.NONE) {
            matches.put(name, DraftMatch.of(name, draft, best, withPrompt));
        }
    }
}
