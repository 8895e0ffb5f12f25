package io.draftgate.cli.drill;

import java.time.Instant;

/**
 * How a prompt ended, as a committed record tells.
 *
 * @param prompt key of the prompt
 * @param kind {@link #GENERATED}, or one of the ends without a draft
 * @param at when the draft was generated, or the end without one was written, by the clock of this machine
 */
record Outcome(String prompt, String kind, Instant at) {
    static final String GENERATED = "generated";

    boolean isDraft() {
        return kind.equals(GENERATED);
    }
}
