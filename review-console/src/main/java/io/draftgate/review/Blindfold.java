package io.draftgate.review;

import io.draftgate.index.ChainStep;
import io.draftgate.index.Decision;
import io.draftgate.index.IndexedDraft;
import io.draftgate.index.Story;
import java.util.List;
import java.util.Map;

/** Hides a first opinion from everybody but the one who gave it, until there is a second. */
final class Blindfold {
    private static final String HIDDEN = "hidden until there is a second opinion";

    private Blindfold() {}

    static IndexedDraft over(IndexedDraft draft, String reader) {
        return new IndexedDraft(
                draft.key(),
                draft.state(),
                draft.createdAt(),
                draft.updatedAt(),
                draft.requestedBy(),
                draft.task(),
                draft.prompt(),
                draft.text(),
                draft.erased(),
                draft.writing(),
                draft.finding(),
                draft.decisions().stream()
                        .filter(decision -> !hides(draft, decision, reader))
                        .toList());
    }

    static Story over(Story story, String reader) {
        boolean hides = story.draft().decisions().stream().anyMatch(decision -> hides(story.draft(), decision, reader));
        List<ChainStep> steps =
                hides ? story.steps().stream().map(Blindfold::withoutOpinion).toList() : story.steps();
        return new Story(over(story.draft(), reader), steps);
    }

    private static boolean hides(IndexedDraft draft, Decision decision, String reader) {
        return draft.awaitsSecondOpinion()
                && decision.kind() == Decision.Kind.OPINION
                && !decision.reviewer().equals(reader);
    }

    private static ChainStep withoutOpinion(ChainStep step) {
        return step.step().equals("OPINION_GIVEN")
                ? new ChainStep(
                        step.step(),
                        step.key(),
                        step.occurredAt(),
                        step.actor(),
                        "an opinion was given",
                        Map.of("ruling", HIDDEN),
                        step.source(),
                        step.content(),
                        step.chain())
                : step;
    }
}
