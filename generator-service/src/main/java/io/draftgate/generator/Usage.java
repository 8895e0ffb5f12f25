package io.draftgate.generator;

import io.draftgate.schemas.event.ChoiceScore;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.UsageRecorded;
import java.time.Instant;
import java.util.List;

/** Adds up what a prompt cost. */
final class Usage {
    private static final double MILLIS_PER_SECOND = 1000;

    private Usage() {}

    /** @param drafts of one prompt, at least one */
    static UsageRecorded of(Origin origin, List<DraftGenerated> drafts, Instant now) {
        DraftGenerated first = drafts.get(0);
        long engineMillis =
                first.getTimings().getPrefillMillis() + first.getTimings().getDecodeMillis();
        return UsageRecorded.newBuilder()
                .setTenant(origin.prompt().getTenant())
                .setPromptId(origin.prompt().getId())
                .setRequestedBy(origin.prompt().getRequestedBy())
                .setModelName(first.getModelName())
                .setPromptTokens(first.getPromptTokenIds().size())
                .setCompletionTokens(
                        drafts.stream().mapToLong(Usage::writtenTokens).sum())
                .setEngineSeconds(engineMillis / MILLIS_PER_SECOND)
                .setSource(origin.position())
                .setRecordedAt(now)
                .build();
    }

    /** Choices that were not taken cost as much as the one that was. */
    private static long writtenTokens(DraftGenerated draft) {
        return draft.getChoices().isEmpty()
                ? draft.getTokenIds().size()
                : draft.getChoices().stream().mapToLong(ChoiceScore::getTokens).sum();
    }
}
