package io.draftgate.generator;

import io.draftgate.schemas.event.ChoiceScore;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.GenerationProgressed;
import io.draftgate.schemas.event.Outcome;
import io.draftgate.schemas.event.UsageRecorded;
import io.draftgate.schemas.event.WrittenCompletion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Adds up what a prompt cost. Immutable, thread-safe.
 *
 * @param modelName of the model that writes here
 */
record Usage(String modelName) {
    private static final double MILLIS_PER_SECOND = 1000;
    private static final GenerationProgressed NOTHING = new GenerationProgressed("", "", List.of(), 0, 0L);

    /** @param drafts of one prompt, at least one */
    UsageRecorded of(Origin origin, List<DraftGenerated> drafts, Instant now) {
        DraftGenerated first = drafts.get(0);
        return record(origin, now)
                .setModelName(first.getModelName())
                .setPromptTokens(first.getPromptTokenIds().size())
                .setCompletionTokens(
                        drafts.stream().mapToLong(Usage::writtenTokens).sum())
                .setEngineSeconds((first.getTimings().getPrefillMillis()
                                + first.getTimings().getDecodeMillis())
                        / MILLIS_PER_SECOND)
                .build();
    }

    /**
     * A prompt that ended without a draft.
     *
     * @param progress what is known to be written of it; empty if no engine had written anything
     */
    UsageRecorded of(Origin origin, Optional<GenerationProgressed> progress, Outcome ended, Instant now) {
        GenerationProgressed written = progress.orElse(NOTHING);
        return record(origin, now)
                .setModelName(modelName)
                .setPromptTokens(written.getPromptTokens())
                .setCompletionTokens(written.getCompletions().stream()
                        .map(WrittenCompletion::getTokenIds)
                        .mapToLong(List::size)
                        .sum())
                .setEngineSeconds(written.getEngineMillis() / MILLIS_PER_SECOND)
                .setEnded(ended)
                .build();
    }

    private static UsageRecorded.Builder record(Origin origin, Instant now) {
        return UsageRecorded.newBuilder()
                .setTenant(origin.prompt().getTenant())
                .setPromptId(origin.prompt().getId())
                .setRequestedBy(origin.prompt().getRequestedBy())
                .setSource(origin.position())
                .setRecordedAt(now);
    }

    /** Choices that were not taken cost as much as the one that was. */
    private static long writtenTokens(DraftGenerated draft) {
        return draft.getChoices().isEmpty()
                ? draft.getTokenIds().size()
                : draft.getChoices().stream().mapToLong(ChoiceScore::getTokens).sum();
    }
}
