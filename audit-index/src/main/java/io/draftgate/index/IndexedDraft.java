package io.draftgate.index;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the log tells of one draft, put together; or of a prompt that got none. Immutable.
 *
 * @param createdAt time of the first step
 * @param updatedAt time of the latest step
 * @param requestedBy who asked; empty when not told
 * @param task name of the task
 * @param prompt what the model was given
 * @param text what it wrote
 * @param erased whether prompt and text are gone, because their key was destroyed
 * @param writing absent until it is written
 * @param finding absent until it is screened
 * @param decisions in the order in which they were taken
 */
public record IndexedDraft(
        DraftKey key,
        DraftState state,
        Instant createdAt,
        Instant updatedAt,
        String requestedBy,
        @Nullable String task,
        @Nullable String prompt,
        @Nullable String text,
        boolean erased,
        @Nullable Writing writing,
        @Nullable Finding finding,
        List<Decision> decisions) {
    public IndexedDraft {
        decisions = List.copyOf(decisions);
    }

    /** The decision that routed it. */
    public Optional<Decision> finalDecision() {
        return decisions.stream()
                .filter(decision -> decision.kind() == Decision.Kind.FINAL)
                .reduce((earlier, later) -> later);
    }

    /** Whether it waits for a second opinion that must not know the first. */
    public boolean awaitsSecondOpinion() {
        return state == DraftState.IN_REVIEW
                && decisions.stream()
                                .filter(decision -> decision.kind() == Decision.Kind.OPINION)
                                .count()
                        == 1;
    }
}
