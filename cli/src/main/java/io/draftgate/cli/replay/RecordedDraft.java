package io.draftgate.cli.replay;

import io.draftgate.gpt2.replay.Report;
import io.draftgate.gpt2.replay.Verdict;
import io.draftgate.schemas.event.DraftGenerated;
import java.util.List;

/** A draft as the log has it. */
sealed interface RecordedDraft {
    /** {@code TENANT/ID} of its prompt. */
    String key();

    /** What a replay says. */
    Report check(DraftReplay replay);

    /** One that can be replayed. */
    record Whole(String key, DraftGenerated draft) implements RecordedDraft {
        @Override
        public Report check(DraftReplay replay) {
            return replay.check(draft);
        }
    }

    /** One whose subject's key was destroyed. */
    record Erased(String key, String reason) implements RecordedDraft {
        @Override
        public Report check(DraftReplay replay) {
            return Report.erased(reason);
        }
    }

    /** One that cannot be read for another reason. */
    record Unreadable(String key, String reason) implements RecordedDraft {
        @Override
        public Report check(DraftReplay replay) {
            return new Report(Verdict.INCONCLUSIVE, 0, 0, 0, 0, 0, 0, 0, 0, List.of(reason));
        }
    }
}
