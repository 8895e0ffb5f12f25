package io.draftgate.cli.pipeline;

import io.draftgate.cli.pipeline.LineOutcome.DraftLine;
import io.draftgate.schemas.event.DraftScreened;
import io.draftgate.schemas.event.PromptRejected;
import io.draftgate.schemas.event.PromptUnfulfilled;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps account of the prompts of one file: which wait, and how the others ended. Confined to one thread. */
final class PromptLedger {
    private record Entry(int line, String id, List<DraftLine> drafts) {}

    private final Map<PromptPosition, Entry> waiting = new HashMap<>();

    /** A prompt that was submitted; its outcome is awaited. */
    void submitted(int line, String id, PromptPosition position) {
        waiting.put(position, new Entry(line, id, new ArrayList<>()));
    }

    /** Whether no outcome is awaited. */
    boolean isComplete() {
        return waiting.isEmpty();
    }

    /** How many outcomes are awaited. */
    int waiting() {
        return waiting.size();
    }

    /** Whether an event is about a prompt whose outcome is awaited. */
    boolean awaits(PipelineEvent event) {
        return waiting.containsKey(event.prompt());
    }

    /** Takes in an event, and tells how its prompt ended if it did by this. */
    Optional<LineOutcome> take(PipelineEvent event) {
        Entry entry = waiting.get(event.prompt());
        if (entry == null) {
            return Optional.empty();
        }
        Optional<LineOutcome> outcome = outcome(entry, event);
        if (outcome.isPresent()) {
            waiting.remove(event.prompt());
        }
        return outcome;
    }

    private static Optional<LineOutcome> outcome(Entry entry, PipelineEvent event) {
        if (event instanceof PipelineEvent.Screened screened) {
            return withDraft(entry, screened.draft());
        }
        if (event instanceof PipelineEvent.Rejected rejected) {
            PromptRejected rejection = rejected.rejection();
            return Optional.of(LineOutcome.rejected(entry.line(), entry.id(), rejection.getField(), reason(rejection)));
        }
        if (event instanceof PipelineEvent.Unfulfilled unfulfilled) {
            PromptUnfulfilled end = unfulfilled.end();
            return Optional.of(LineOutcome.without(
                    entry.line(), entry.id(), end.getOutcome().toString(), end.getReason()));
        }
        PipelineEvent.DeadLettered letter = (PipelineEvent.DeadLettered) event;
        return Optional.of(LineOutcome.deadLettered(entry.line(), entry.id(), letter.reason()));
    }

    private static Optional<LineOutcome> withDraft(Entry entry, DraftScreened screened) {
        int completion = screened.getDraft().getCompletionIndex();
        boolean known = entry.drafts().stream().anyMatch(draft -> draft.completion() == completion);
        if (!known) {
            entry.drafts().add(DraftLine.of(screened));
        }
        if (entry.drafts().size() < screened.getDraft().getCompletionCount()) {
            return Optional.empty();
        }
        entry.drafts().sort(Comparator.comparingInt(DraftLine::completion));
        return Optional.of(LineOutcome.generated(entry.line(), entry.id(), entry.drafts()));
    }

    private static String reason(PromptRejected rejection) {
        return rejection.getReason() + ": got '" + rejection.getValue() + "', expected " + rejection.getExpectation();
    }
}
