package io.draftgate.cli.replay;

import io.draftgate.gpt2.replay.Report;
import io.draftgate.schemas.event.DraftGenerated;
import java.util.concurrent.CompletableFuture;

/** A draft as the log has it. */
sealed interface RecordedDraft {
    /** {@code TENANT/ID} of its prompt. */
    String key();

    /** What a replay says. */
    CompletableFuture<Report> check(DraftReplay replay);

    /** One that can be replayed. */
    record Whole(String key, DraftGenerated draft) implements RecordedDraft {
        @Override
        public CompletableFuture<Report> check(DraftReplay replay) {
            return replay.check(draft);
        }
    }

    /** One whose subject's key was destroyed. */
    record Erased(String key, String reason) implements RecordedDraft {
        @Override
        public CompletableFuture<Report> check(DraftReplay replay) {
            return CompletableFuture.completedFuture(Report.erased(reason));
        }
    }

    /** One that cannot be read for another reason. */
    record Unreadable(String key, String reason) implements RecordedDraft {
        @Override
        public CompletableFuture<Report> check(DraftReplay replay) {
            return CompletableFuture.completedFuture(Report.undecided(reason));
        }
    }
}
