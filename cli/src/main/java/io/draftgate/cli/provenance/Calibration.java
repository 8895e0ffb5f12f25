package io.draftgate.cli.provenance;

import io.draftgate.cli.release.DraftItem;
import io.draftgate.release.likeness.Fingerprint;
import io.draftgate.release.likeness.TextMatch.Degree;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.DraftGenerated;
import java.util.ArrayList;
import java.util.List;

/**
 * How often a draft is taken for another one that it does not come from: each draft of a log is asked about against every other
 * of another prompt. Drafts of one model are the hard case: they share a style. Confined to one thread.
 */
final class Calibration {
    /** Half a million pairs. */
    static final int MOST_DRAFTS = 1_000;

    private final List<Entry> entries = new ArrayList<>();

    private record Entry(String prompt, Fingerprint text) {}

    /**
     * What was counted.
     *
     * @param pairs that were compared, of drafts of different prompts
     * @param mistaken of those, how many were called near or an excerpt
     */
    record Figures(int drafts, long pairs, long mistaken) {
        double rate() {
            return pairs == 0 ? 0 : mistaken / (double) pairs;
        }

        /** What the rate is below with 95 % confidence where nothing was mistaken: the rule of three. */
        double bound() {
            return pairs == 0 ? 1 : Math.max(rate(), 3.0 / pairs);
        }
    }

    void read(AuditEvent event) {
        if (entries.size() < MOST_DRAFTS) {
            DraftItem.generated(event).ifPresent(this::add);
        }
    }

    private void add(DraftGenerated draft) {
        entries.add(new Entry(draft.getPrompt(), Fingerprint.of(draft.getText())));
    }

    Figures figures() {
        long pairs = 0;
        long mistaken = 0;
        for (Entry asked : entries) {
            for (Entry seen : entries) {
                if (!asked.prompt().equals(seen.prompt())) {
                    pairs++;
                    mistaken += asked.text().match(seen.text()).degree() == Degree.NONE ? 0 : 1;
                }
            }
        }
        return new Figures(entries.size(), pairs, mistaken);
    }
}
