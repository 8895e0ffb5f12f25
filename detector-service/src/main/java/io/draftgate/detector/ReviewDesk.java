package io.draftgate.detector;

import io.draftgate.schemas.EventKey;
import io.draftgate.schemas.event.AuditStep;
import io.draftgate.schemas.event.DraftScreened;
import io.draftgate.schemas.event.ReviewDecided;
import io.draftgate.schemas.event.Route;
import io.draftgate.schemas.event.Ruling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer's word does to a draft in review. Nobody decides about what they asked for, and nobody twice about the same
 * draft. Where a draft is read by two, their words are kept until both have spoken: if they agree, that is the decision; if not,
 * a third person decides. Immutable.
 */
record ReviewDesk(SecondReview secondReview) {
    /** What becomes of a decision. */
    sealed interface Outcome {
        /** It does nothing. */
        record Refused(String objection) implements Outcome {}

        /** The draft waits on, as it is now. */
        record Waits(DraftScreened draft, AuditStep step, String summary) implements Outcome {}

        /** The draft leaves review. */
        record Routed(DraftScreened draft, String summary) implements Outcome {}
    }

    /** @param waiting the draft in review; null if there is none */
    Outcome take(@Nullable DraftScreened waiting, EventKey key, ReviewDecided decision) {
        if (waiting == null) {
            return new Outcome.Refused("no such draft in review: unknown, or decided already");
        }
        Optional<String> objection = objection(waiting, decision);
        if (objection.isPresent()) {
            return new Outcome.Refused(objection.get());
        }
        if (decision.getRuling() == Ruling.ESCALATE) {
            return new Outcome.Waits(waiting, AuditStep.DECIDED, byWhom(decision));
        }
        List<ReviewDecided> opinions = new ArrayList<>(waiting.getOpinions());
        if (opinions.size() >= 2 || !secondReview.wants(key, decision.getCompletionIndex())) {
            return routed(waiting, decision, byWhom(decision));
        }
        opinions.add(decision);
        DraftScreened heard =
                DraftScreened.newBuilder(waiting).setOpinions(opinions).build();
        if (opinions.size() == 1) {
            return waits(heard, "first of two opinions, by " + decision.getReviewer());
        }
        return opinions.get(0).getRuling() == decision.getRuling()
                ? routed(heard, decision, byWhom(opinions.get(0)) + " and " + decision.getReviewer())
                : waits(
                        heard,
                        "second opinion, by " + decision.getReviewer() + "; they differ, a third person decides");
    }

    private static Optional<String> objection(DraftScreened waiting, ReviewDecided decision) {
        String reviewer = decision.getReviewer();
        if (reviewer.isBlank()) {
            return Optional.of("a decision without a reviewer");
        }
        if (reviewer.equals(waiting.getDraft().getRequestedBy())) {
            return Optional.of("nobody decides about a draft they asked for");
        }
        if (waiting.getOpinions().stream()
                .anyMatch(opinion -> opinion.getReviewer().equals(reviewer))) {
            return Optional.of("nobody decides twice about a draft");
        }
        return Optional.empty();
    }

    private static String byWhom(ReviewDecided decision) {
        return decision.getRuling() + " by " + decision.getReviewer();
    }

    private static Outcome waits(DraftScreened draft, String summary) {
        return new Outcome.Waits(draft, AuditStep.OPINION_GIVEN, summary);
    }

    private static Outcome routed(DraftScreened draft, ReviewDecided decision, String summary) {
        return new Outcome.Routed(
                DraftScreened.newBuilder(draft)
                        .setRoute(decision.getRuling() == Ruling.APPROVE ? Route.PUBLISH : Route.BLOCK)
                        .setDecision(decision)
                        .build(),
                summary);
    }
}
