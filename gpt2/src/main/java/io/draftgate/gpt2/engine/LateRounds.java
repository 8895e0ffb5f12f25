package io.draftgate.gpt2.engine;

import io.draftgate.gpt2.InvalidFieldException;
import io.draftgate.gpt2.MissingGpuException;
import io.draftgate.gpt2.ModelFormatException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A back end that takes no memory before a request needs it. Confined to the scheduler thread.
 */
final class LateRounds implements Rounds {
    private final Supplier<Rounds> opening;
    private final Outcomes outcomes;
    private @Nullable Rounds open;

    LateRounds(Supplier<Rounds> opening, Outcomes outcomes) {
        this.opening = opening;
        this.outcomes = outcomes;
    }

    @Override
    public void add(Job job) {
        try {
            if (open == null) {
                open = opening.get();
            }
        } catch (InvalidFieldException | ModelFormatException | MissingGpuException | IllegalStateException e) {
            outcomes.failed(job, "its controls need the back end step, which cannot be opened: " + e.getMessage());
            return;
        }
        open.add(job);
    }

    @Override
    public void round() {
        if (open != null) {
            open.round();
        }
    }

    @Override
    public void failAll(String reason) {
        if (open != null) {
            open.failAll(reason);
        }
    }

    @Override
    public boolean isIdle() {
        return open == null || open.isIdle();
    }

    @Override
    public int activeSlots() {
        return open == null ? 0 : open.activeSlots();
    }

    @Override
    public void close() {
        if (open != null) {
            open.close();
        }
    }
}
