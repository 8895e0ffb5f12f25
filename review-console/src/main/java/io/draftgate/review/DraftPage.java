package io.draftgate.review;

import io.draftgate.index.AuditIndex;
import io.draftgate.index.ChainStep;
import io.draftgate.index.Story;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A draft's whole story, with what can be proved of it. Thread-safe. */
final class DraftPage {
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;

    /** A small model needs a fraction of it; a browser does not give up so soon. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AuditIndex index;
    private final Proofs proofs;
    private final Replays replays;

    DraftPage(AuditIndex index, Proofs proofs, Replays replays) {
        this.index = index;
        this.proofs = proofs;
        this.replays = replays;
    }

    /** Replays the draft, then shows it again. */
    void replay(Visit visit) {
        Optional<Story> found = DraftParameter.of(visit::form).flatMap(index::story);
        if (found.isEmpty()) {
            refuseUnknown(visit);
            return;
        }
        try {
            if (replays.ask(found.get(), PATIENCE)) {
                visit.request().redirect(Links.draft(found.get().draft().key()), HttpStatus.SEE_OTHER);
            } else {
                visit.refuse(UNAVAILABLE, "No more drafts can be replayed now.", "Try again in a moment.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            visit.refuse(UNAVAILABLE, "The console is being stopped.", "Try again in a moment.");
        }
    }

    private static void refuseUnknown(Visit visit) {
        visit.refuse(NOT_FOUND, "The index knows no such draft.", "Search for it.");
    }

    void show(Visit visit) {
        Optional<Story> found = DraftParameter.of(visit::query).flatMap(index::story);
        if (found.isEmpty()) {
            refuseUnknown(visit);
            return;
        }
        Story story = Blindfold.over(found.get(), visit.reviewer());
        Map<String, Object> shown = new HashMap<>();
        shown.put("draft", story.draft());
        shown.put("text", MarkedText.of(story.draft()));
        shown.put("steps", story.steps());
        shown.put("proofs", proofs(found.get()));
        shown.put("replayable", replays.arePossible() && !story.draft().erased());
        shown.put("inQueue", Links.queue(story.draft().key()));
        visit.show("draft", story.draft().key().toString(), shown);
    }

    private List<Proofs.Proof> proofs(Story story) {
        List<Proofs.Proof> all = new ArrayList<>();
        all.add(chain(story));
        all.addAll(proofs.of(story));
        all.add(replays.of(story));
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
