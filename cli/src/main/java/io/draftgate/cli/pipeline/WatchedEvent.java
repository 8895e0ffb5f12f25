package io.draftgate.cli.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.draftgate.cli.pipeline.LineOutcome.DraftLine;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An event of the pipeline as a line.
 *
 * @param event {@code draft}, {@code rejected}, {@code expired}, {@code cancelled}, {@code failed} or {@code deadLettered}
 * @param partition of the prompt
 * @param offset of the prompt
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record WatchedEvent(
        String event,
        @Nullable String tenant,
        @Nullable String id,
        int partition,
        long offset,
        @Nullable DraftLine draft,
        @Nullable String field,
        @Nullable String reason) {
    static WatchedEvent of(PipelineEvent event) {
        if (event instanceof PipelineEvent.Screened screened) {
            var draft = screened.draft().getDraft();
            return of(
                    event, "draft", draft.getTenant(), draft.getPromptId(), DraftLine.of(screened.draft()), null, null);
        }
        if (event instanceof PipelineEvent.Rejected rejected) {
            var rejection = rejected.rejection();
            String reason = rejection.getReason() + ", expected " + rejection.getExpectation();
            return of(
                    event,
                    LineOutcome.REJECTED,
                    rejection.getTenant(),
                    rejection.getId(),
                    null,
                    rejection.getField(),
                    reason);
        }
        if (event instanceof PipelineEvent.Unfulfilled unfulfilled) {
            var end = unfulfilled.end();
            String outcome = end.getOutcome().toString().toLowerCase(Locale.ROOT);
            return of(event, outcome, end.getTenant(), end.getId(), null, null, end.getReason());
        }
        PipelineEvent.DeadLettered letter = (PipelineEvent.DeadLettered) event;
        return of(event, LineOutcome.DEAD_LETTERED, null, null, null, null, letter.reason());
    }

    private static WatchedEvent of(
            PipelineEvent event,
            String name,
            @Nullable String tenant,
            @Nullable String id,
            @Nullable DraftLine draft,
            @Nullable String field,
            @Nullable String reason) {
        PromptPosition prompt = event.prompt();
        return new WatchedEvent(name, tenant, id, prompt.partition(), prompt.offset(), draft, field, reason);
    }

    /** One line for people. */
    String text() {
        String who = id == null ? "prompt at " + partition + "@" + offset : id;
        return who + "  " + event.toUpperCase(Locale.ROOT) + "  " + (field == null ? "" : field + ": ") + reason;
    }
}
