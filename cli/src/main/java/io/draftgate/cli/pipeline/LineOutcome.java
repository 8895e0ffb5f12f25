package io.draftgate.cli.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.DraftScreened;
import io.draftgate.schemas.event.Reason;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a line of a prompt file ended: exactly one of six ways.
 *
 * @param line in the prompt file, from 1
 * @param drafts one for each completion, if the outcome is {@code generated}
 * @param field which field is wrong, if the outcome is {@code rejected}
 * @param reason why there is no draft
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LineOutcome(
        int line,
        String id,
        String outcome,
        @Nullable List<DraftLine> drafts,
        @Nullable String field,
        @Nullable String reason) {
    static final String GENERATED = "generated";
    static final String REJECTED = "rejected";
    static final String DEAD_LETTERED = "deadLettered";

    /** All six, in the order in which they are counted. */
    static final List<String> OUTCOMES = List.of(GENERATED, REJECTED, "expired", "cancelled", "failed", DEAD_LETTERED);

    /**
     * One draft.
     *
     * @param route {@code published}, {@code review} or {@code blocked}
     * @param probability that it is machine-written, as the detector sees it
     * @param contentId of a draft that was published: what its mark and its manifest call it
     * @param promptTokensDropped tokens cut off the front of a long prompt, if any were
     * @param topLogProbabilities [tokens] the likeliest tokens at each position, if they were asked for
     * @param choices what was weighed, if the text is a choice
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DraftLine(
            int completion,
            String prompt,
            String text,
            int tokens,
            String finishReason,
            long seed,
            String route,
            String verdict,
            @Nullable Double probability,
            List<String> reasons,
            @Nullable String contentId,
            @Nullable Integer promptTokensDropped,
            @Nullable List<List<TopToken>> topLogProbabilities,
            @Nullable List<Weighed> choices) {
        static DraftLine of(DraftScreened screened) {
            int dropped = screened.getDraft().getPromptTokensDropped();
            return new DraftLine(
                    screened.getDraft().getCompletionIndex(),
                    screened.getDraft().getPrompt(),
                    screened.getDraft().getText(),
                    screened.getDraft().getTokenIds().size(),
                    finishReason(screened),
                    screened.getDraft().getSeed(),
                    route(screened),
                    screened.getScreening().getVerdict().toString(),
                    screened.getScreening().getProbability(),
                    screened.getScreening().getReasons().stream()
                            .map(Reason::getText)
                            .toList(),
                    contentId(screened),
                    dropped == 0 ? null : (Integer) dropped,
                    TopToken.of(screened.getDraft()),
                    Weighed.of(screened.getDraft()));
        }

        private static @Nullable String contentId(DraftScreened screened) {
            return screened.getProvenance() == null
                    ? null
                    : screened.getProvenance().getContentId();
        }

        private static String finishReason(DraftScreened screened) {
            return switch (screened.getDraft().getFinishReason()) {
                case STOP -> "stop";
                case LENGTH -> "length";
                case END_OF_TEXT -> "endOfText";
                case LOOP -> "loop";
                case CHOICE -> "choice";
            };
        }

        private static String route(DraftScreened screened) {
            return switch (screened.getRoute()) {
                case PUBLISH -> "published";
                case REVIEW -> "review";
                case BLOCK -> "blocked";
            };
        }
    }

    /** A choice, and how likely the model finds it and the rest of the text. */
    record Weighed(String choice, double logProbability) {
        static @Nullable List<Weighed> of(DraftGenerated draft) {
            return draft.getChoices().isEmpty()
                    ? null
                    : draft.getChoices().stream()
                            .map(score -> new Weighed(score.getChoice(), score.getLogProbability()))
                            .toList();
        }
    }

    static LineOutcome generated(int line, String id, List<DraftLine> drafts) {
        return new LineOutcome(line, id, GENERATED, List.copyOf(drafts), null, null);
    }

    static LineOutcome rejected(int line, String id, String field, String reason) {
        return new LineOutcome(line, id, REJECTED, null, field, reason);
    }

    /** @param outcome as the schema spells it, e.g. {@code EXPIRED} */
    static LineOutcome without(int line, String id, String outcome, String reason) {
        return new LineOutcome(line, id, outcome.toLowerCase(Locale.ROOT), null, null, reason);
    }

    static LineOutcome deadLettered(int line, String id, String reason) {
        return new LineOutcome(line, id, DEAD_LETTERED, null, null, reason);
    }
}
