package io.draftgate.index;

import java.time.Instant;
import java.util.Optional;

/**
 * Which drafts are wanted: all that fit every part that is given. Immutable.
 *
 * @param text words, and phrases in double quotes, that prompt and text hold together
 * @param tenant whose
 * @param model folder name of the model that wrote it
 * @param since first moment at which it may have come about
 * @param until moment from which on it may not
 * @param verdict of the detector
 * @param reason code of a reason of detector or policy
 * @param reviewer who said anything about it
 * @param state how far it has come
 * @param limit how many at most, newest first, at least 1
 */
public record DraftQuery(
        Optional<String> text,
        Optional<String> tenant,
        Optional<String> model,
        Optional<Instant> since,
        Optional<Instant> until,
        Optional<String> verdict,
        Optional<String> reason,
        Optional<String> reviewer,
        Optional<DraftState> state,
        int limit) {
    /** As many as fit a screen or two. */
    public static final int DEFAULT_LIMIT = 50;

    /** Checks the limit. */
    public DraftQuery {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + ", expected 1 or more, e.g. " + DEFAULT_LIMIT);
        }
    }

    /** The newest {@value #DEFAULT_LIMIT} of all. */
    public static DraftQuery all() {
        return new DraftQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                DEFAULT_LIMIT);
    }

    public DraftQuery withText(String words) {
        return new DraftQuery(Optional.of(words), tenant, model, since, until, verdict, reason, reviewer, state, limit);
    }

    public DraftQuery withTenant(String name) {
        return new DraftQuery(text, Optional.of(name), model, since, until, verdict, reason, reviewer, state, limit);
    }

    public DraftQuery withState(DraftState wanted) {
        return new DraftQuery(text, tenant, model, since, until, verdict, reason, reviewer, Optional.of(wanted), limit);
    }

    public DraftQuery withTimes(Optional<Instant> from, Optional<Instant> to) {
        return new DraftQuery(text, tenant, model, from, to, verdict, reason, reviewer, state, limit);
    }

    public DraftQuery withLimit(int most) {
        return new DraftQuery(text, tenant, model, since, until, verdict, reason, reviewer, state, most);
    }
}
