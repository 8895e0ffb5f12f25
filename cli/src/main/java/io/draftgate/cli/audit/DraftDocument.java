package io.draftgate.cli.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.draftgate.index.Decision;
import io.draftgate.index.Finding;
import io.draftgate.index.IndexedDraft;
import io.draftgate.index.Writing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A draft as JSON; what the log does not tell is left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DraftDocument(
        String tenant,
        String id,
        @Nullable Integer completion,
        String state,
        String createdAt,
        String updatedAt,
        @Nullable String requestedBy,
        @Nullable String task,
        boolean erased,
        @Nullable String prompt,
        @Nullable String text,
        @Nullable Writing writing,
        @Nullable Finding finding,
        List<DecisionDocument> decisions) {

    record DecisionDocument(String kind, String ruling, String reviewer, String reason, String decidedAt) {
        static DecisionDocument of(Decision decision) {
            return new DecisionDocument(
                    decision.kind().name(),
                    decision.ruling(),
                    decision.reviewer(),
                    decision.reason(),
                    decision.decidedAt().toString());
        }
    }

    static DraftDocument of(IndexedDraft draft) {
        return new DraftDocument(
                draft.key().tenant(),
                draft.key().id(),
                draft.key().completion() < 0 ? null : draft.key().completion(),
                draft.state().name(),
                draft.createdAt().toString(),
                draft.updatedAt().toString(),
                draft.requestedBy().isEmpty() ? null : draft.requestedBy(),
                draft.task(),
                draft.erased(),
                draft.prompt(),
                draft.text(),
                draft.writing(),
                draft.finding(),
                draft.decisions().stream().map(DecisionDocument::of).toList());
    }
}
