package io.draftgate.review;

import io.draftgate.index.AuditIndex;
import io.draftgate.index.ChainStep;
import io.draftgate.index.Story;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A draft's whole story, with what can be proved of it. Thread-safe. */
final class DraftPage {
    private static final int NOT_FOUND = 404;

    private final AuditIndex index;
    private final Proofs proofs;

    DraftPage(AuditIndex index, Proofs proofs) {
        this.index = index;
        this.proofs = proofs;
    }

    void show(Visit visit) {
        Optional<Story> found = DraftParameter.of(visit::query).flatMap(index::story);
        if (found.isEmpty()) {
            visit.refuse(NOT_FOUND, "The index knows no such draft.", "Search for it.");
            return;
        }
        Story story = Blindfold.over(found.get(), visit.reviewer());
        Map<String, Object> shown = new HashMap<>();
        shown.put("draft", story.draft());
        shown.put("text", MarkedText.of(story.draft()));
        shown.put("steps", story.steps());
        shown.put("proofs", proofs(found.get()));
        shown.put("inQueue", Links.queue(story.draft().key()));
        visit.show("draft", story.draft().key().toString(), shown);
    }

    private List<Proofs.Proof> proofs(Story story) {
        List<Proofs.Proof> all = new ArrayList<>();
        all.add(chain(story));
        all.addAll(proofs.of(story));
        return all;
    }

    private static Proofs.Proof chain(Story story) {
        List<ChainStep> broken =
                story.steps().stream().filter(step -> !step.chain().intact()).toList();
        return broken.isEmpty()
                ? new Proofs.Proof(
                        "Hash chain",
                        Proofs.Status.HOLDS,
                        "All " + story.steps().size() + " links fit to the ones before them and to their contents.")
                : new Proofs.Proof(
                        "Hash chain",
                        Proofs.Status.FAILS,
                        "The link at partition " + broken.get(0).chain().partition() + ", offset "
                                + broken.get(0).chain().offset() + " does not fit; run 'draftgate audit verify'.");
    }
}
