package io.draftgate.bridge;

import io.draftgate.schemas.event.InFlightWork;

/**
 * One work as the engine gets it. Immutable.
 *
 * @param request what was admitted; not to be changed
 * @param attempt from 1; more than 1 after a worker died with it
 */
public record Work(WorkId id, InFlightWork request, int attempt) {
    /** True if a worker died with this work: it must not take others with it again. */
    public boolean alone() {
        return attempt > 1;
    }
}
