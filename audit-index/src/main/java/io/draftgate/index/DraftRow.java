package io.draftgate.index;

import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditStep;
import io.draftgate.schemas.event.DocumentScreened;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.DraftScreened;
import io.draftgate.schemas.event.PromptSubmitted;
import io.draftgate.schemas.event.ReviewDecided;
import io.draftgate.schemas.event.Route;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** A row of the table of drafts while steps are added to it. Confined to one thread. */
final class DraftRow {
    private final DraftKey key;
    private final Instant createdAt;
    private final List<Decision> decisions;
    private DraftState state;
    private Instant updatedAt;
    private String requestedBy;
    private @Nullable String task;
    private @Nullable String prompt;
    private @Nullable String text;
    private boolean erased;
    private @Nullable String keyName;
    private @Nullable Writing writing;
    private @Nullable Finding finding;

    private DraftRow(IndexedDraft draft, @Nullable String keyName) {
        this.key = draft.key();
        this.createdAt = draft.createdAt();
        this.decisions = new ArrayList<>(draft.decisions());
        this.state = draft.state();
        this.updatedAt = draft.updatedAt();
        this.requestedBy = draft.requestedBy();
        this.task = draft.task();
        this.prompt = draft.prompt();
        this.text = draft.text();
        this.erased = draft.erased();
        this.writing = draft.writing();
        this.finding = draft.finding();
        this.keyName = keyName;
    }

    /** A draft of which nothing was known before this step. */
    static DraftRow begin(DraftKey key, Instant at) {
        IndexedDraft blank =
                new IndexedDraft(key, DraftState.ADMITTED, at, at, "", null, null, null, false, null, null, List.of());
        return new DraftRow(blank, null);
    }

    /** A draft as it stands in the table. */
    static DraftRow resume(IndexedDraft draft, @Nullable String keyName) {
        return new DraftRow(draft, keyName);
    }

    IndexedDraft draft() {
        return new IndexedDraft(
                key, state, createdAt, updatedAt, requestedBy, task, prompt, text, erased, writing, finding, decisions);
    }

    @Nullable
    String keyName() {
        return keyName;
    }

    /** Adds a step. */
    void add(AuditEvent event, StepContent content) {
        updatedAt = event.getOccurredAt();
        if (content.keyName() != null) {
            keyName = content.keyName();
        }
        if (content.kind() == ChainStep.Content.ERASED) {
            add(event.getStep());
            erase();
        } else if (content.kind() == ChainStep.Content.LOCKED) {
            add(event.getStep());
        } else {
            add(event, content.product());
        }
    }

    /** What the step alone says; of the route it says nothing. */
    private void add(AuditStep step) {
        switch (step) {
            case ADMITTED -> state = DraftState.ADMITTED;
            case REJECTED -> state = DraftState.REJECTED;
            case EXPIRED -> state = DraftState.EXPIRED;
            case CANCELLED -> state = DraftState.CANCELLED;
            case FAILED -> state = DraftState.FAILED;
            case DEAD_LETTERED -> state = DraftState.DEAD_LETTERED;
            case GENERATED -> state = DraftState.GENERATED;
            case DOCUMENT_SCREENED -> state = DraftState.DOCUMENT;
            case SCREENED, DECIDED -> state = DraftState.LOCKED;
            default -> {
                // Told in the story; changes nothing.
            }
        }
    }

    /** Forgets all that was sealed with its key. */
    void erase() {
        state = switch (state) {
            case IN_REVIEW, PUBLISHED, BLOCKED, LOCKED -> DraftState.ERASED;
            default -> state;
        };
        erased = true;
        requestedBy = "";
        task = null;
        prompt = null;
        text = null;
        writing = null;
        finding = null;
        decisions.clear();
    }

    private void add(AuditEvent event, @Nullable SpecificRecord product) {
        if (product instanceof DraftScreened screened && event.getStep() == AuditStep.SCREENED) {
            screened(screened);
        } else if (event.getStep() == AuditStep.DECIDED) {
            decided(product);
        } else if (product instanceof ReviewDecided opinion && event.getStep() == AuditStep.OPINION_GIVEN) {
            decisions.add(decision(opinion, Decision.Kind.OPINION));
        } else {
            add(event.getStep());
            added(product);
        }
    }

    private void added(@Nullable SpecificRecord product) {
        if (product instanceof PromptSubmitted submitted) {
            submitted(submitted);
        } else if (product instanceof DraftGenerated generated) {
            generated(generated);
        } else if (product instanceof DocumentScreened document) {
            finding = Findings.of(document.getScreening(), null);
        }
    }

    private void submitted(PromptSubmitted submitted) {
        requestedBy = submitted.getRequestedBy();
        task = submitted.getTask();
        prompt = submitted.getPrompt() == null ? submitted.getInput() : submitted.getPrompt();
    }

    private void generated(DraftGenerated draft) {
        requestedBy = draft.getRequestedBy();
        task = draft.getTask();
        prompt = draft.getPrompt();
        text = draft.getText();
        writing = Writings.of(draft);
    }

    private void screened(DraftScreened screened) {
        generated(screened.getDraft());
        finding = Findings.of(screened.getScreening(), screened.getRoute());
        state = routed(screened.getRoute());
    }

    private void decided(@Nullable SpecificRecord product) {
        if (product instanceof DraftScreened screened) {
            generated(screened.getDraft());
            state = routed(screened.getRoute());
            addOpinions(screened.getOpinions());
            if (screened.getDecision() != null) {
                decisions.add(decision(screened.getDecision(), Decision.Kind.FINAL));
            }
        } else if (product instanceof ReviewDecided escalation) {
            decisions.add(decision(escalation, Decision.Kind.ESCALATION));
        }
    }

    /** The opinion that agrees with the first is told by the decision alone. */
    private void addOpinions(List<ReviewDecided> opinions) {
        long known = decisions.stream()
                .filter(decision -> decision.kind() == Decision.Kind.OPINION)
                .count();
        opinions.stream()
                .skip(known)
                .map(opinion -> decision(opinion, Decision.Kind.OPINION))
                .forEach(decisions::add);
    }

    private static DraftState routed(Route route) {
        return switch (route) {
            case PUBLISH -> DraftState.PUBLISHED;
            case REVIEW -> DraftState.IN_REVIEW;
            case BLOCK -> DraftState.BLOCKED;
        };
    }

    private static Decision decision(ReviewDecided decision, Decision.Kind kind) {
        return new Decision(
                kind,
                decision.getRuling().toString(),
                decision.getReviewer(),
                decision.getReason(),
                decision.getDecidedAt());
    }
}
