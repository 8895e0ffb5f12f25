package io.draftgate.review;

import io.draftgate.index.AuditIndex;
import io.draftgate.index.Decision;
import io.draftgate.index.DraftKey;
import io.draftgate.index.IndexedDraft;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The drafts that wait for a person, with one of them opened. Thread-safe. */
final class QueuePage {
    /** Nobody reads on from here without deciding first. */
    private static final int MAX_SHOWN = 200;

    private final AuditIndex index;
    private final SentDecisions sent;

    QueuePage(AuditIndex index, SentDecisions sent) {
        this.index = index;
        this.sent = sent;
    }

    /** An entry of the list. */
    record Entry(IndexedDraft draft, String link, boolean current) {}

    void show(Visit visit) {
        show(visit, DraftParameter.of(visit::query), "");
    }

    /** @param notice what was just done; empty for nothing */
    void show(Visit visit, Optional<DraftKey> wanted, String notice) {
        List<IndexedDraft> waiting = index.inReview(MAX_SHOWN).stream()
                .filter(draft -> mayDecide(draft, visit.reviewer()))
                .toList();
        int at = position(waiting, wanted);
        Map<String, Object> shown = new HashMap<>();
        shown.put("notice", notice.isEmpty() ? visit.query("done").orElse("") : notice);
        shown.put(
                "entries",
                IntStream.range(0, waiting.size())
                        .mapToObj(i -> new Entry(
                                waiting.get(i), Links.queue(waiting.get(i).key()), i == at))
                        .toList());
        shown.put("more", waiting.size() >= MAX_SHOWN);
        shown.put("draft", null);
        if (at >= 0) {
            IndexedDraft draft = Blindfold.over(waiting.get(at), visit.reviewer());
            shown.put("draft", draft);
            shown.put("text", MarkedText.of(draft));
            shown.put("story", Links.draft(draft.key()));
            shown.put("number", at + 1);
            shown.put("previous", at > 0 ? Links.queue(waiting.get(at - 1).key()) : "");
            shown.put(
                    "following",
                    at + 1 < waiting.size() ? Links.queue(waiting.get(at + 1).key()) : "");
        }
        visit.show("queue", "Queue", shown);
    }

    /** The draft after one in the queue, or before it at the end: where a reviewer goes on. */
    Optional<DraftKey> after(DraftKey decided, String reviewer) {
        List<DraftKey> keys = index.inReview(MAX_SHOWN).stream()
                .filter(draft -> draft.key().equals(decided) || mayDecide(draft, reviewer))
                .map(IndexedDraft::key)
                .toList();
        int at = keys.indexOf(decided);
        if (at >= 0 && at + 1 < keys.size()) {
            return Optional.of(keys.get(at + 1));
        }
        return keys.stream().filter(key -> !key.equals(decided)).reduce((earlier, later) -> later);
    }

    /** What the topology would refuse is not offered. */
    private boolean mayDecide(IndexedDraft draft, String reviewer) {
        boolean spoken = draft.decisions().stream()
                .anyMatch(decision -> decision.kind() == Decision.Kind.OPINION
                        && decision.reviewer().equals(reviewer));
        return !spoken && !draft.requestedBy().equals(reviewer) && !sent.isUnderWay(draft, reviewer);
    }

    private static int position(List<IndexedDraft> waiting, Optional<DraftKey> wanted) {
        for (int i = 0; i < waiting.size(); i++) {
            if (wanted.isPresent() && waiting.get(i).key().equals(wanted.get())) {
                return i;
            }
        }
        return waiting.isEmpty() ? -1 : 0;
    }
}
