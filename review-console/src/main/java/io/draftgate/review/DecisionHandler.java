package io.draftgate.review;

import io.draftgate.index.AuditIndex;
import io.draftgate.index.DraftKey;
import io.draftgate.index.DraftState;
import io.draftgate.index.IndexedDraft;
import io.draftgate.index.Story;
import io.draftgate.schemas.event.Ruling;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Takes in a decision. What it does to the draft is for the topology to say. Thread-safe. */
final class DecisionHandler {
    /** A reason is a sentence or two; a page of it is a mistake. */
    private static final int MAX_REASON_CHARACTERS = 2_000;

    private static final int BAD_REQUEST = 400;
    private static final int CONFLICT = 409;
    private static final int UNAVAILABLE = 503;

    private final AuditIndex index;
    private final DecisionSender sender;
    private final SentDecisions sent;
    private final QueuePage queue;

    DecisionHandler(AuditIndex index, DecisionSender sender, SentDecisions sent, QueuePage queue) {
        this.index = index;
        this.sender = sender;
        this.sent = sent;
        this.queue = queue;
    }

    void decide(Visit visit) {
        Optional<DraftKey> key = DraftParameter.of(visit::form);
        Optional<Ruling> ruling = visit.form("ruling").flatMap(DecisionHandler::ruling);
        Optional<String> reason = visit.form("reason");
        if (key.isEmpty() || ruling.isEmpty()) {
            visit.refuse(BAD_REQUEST, "The form lacks the draft or the ruling.", "Go back to the queue.");
        } else if (reason.isEmpty() || reason.get().length() > MAX_REASON_CHARACTERS) {
            visit.refuse(
                    BAD_REQUEST,
                    "A decision needs a reason of 1 to " + MAX_REASON_CHARACTERS + " characters.",
                    "Go back and say why.");
        } else {
            decide(visit, key.get(), ruling.get(), reason.get());
        }
    }

    private static Optional<Ruling> ruling(String text) {
        return Arrays.stream(Ruling.values())
                .filter(ruling -> ruling.name().equals(text))
                .findFirst();
    }

    private void decide(Visit visit, DraftKey key, Ruling ruling, String reason) {
        Optional<IndexedDraft> draft = index.story(key).map(Story::draft);
        if (draft.isEmpty() || draft.get().state() != DraftState.IN_REVIEW) {
            visit.refuse(CONFLICT, key + " is not in review: unknown, or decided already.", "Go back to the queue.");
            return;
        }
        if (draft.get().requestedBy().equals(visit.reviewer())) {
            visit.refuse(CONFLICT, "Nobody decides about a draft they asked for.", "Leave it to somebody else.");
            return;
        }
        Optional<DraftKey> next = queue.after(key, visit.reviewer());
        try {
            sender.send(key, ruling, visit.reviewer(), reason);
        } catch (DecisionSender.UnconfirmedException e) {
            visit.refuse(
                    UNAVAILABLE,
                    "Kafka did not confirm the decision about " + key + ", which may have been taken or not.",
                    "Look at the draft's story in a moment; a second decision is refused, so to repeat it does no harm.");
            return;
        }
        sent.add(draft.get(), visit.reviewer());
        String done = ruling.name().toLowerCase(Locale.ROOT) + " " + key;
        visit.request()
                .redirect(
                        next.map(Links::queue).orElse("/queue?") + "&done="
                                + URLEncoder.encode(done, StandardCharsets.UTF_8),
                        HttpStatus.SEE_OTHER);
    }
}
