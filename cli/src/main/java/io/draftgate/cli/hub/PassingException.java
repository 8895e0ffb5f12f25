package io.draftgate.cli.hub;

import java.time.Duration;

/** Something went wrong that may be right the next time. */
final class PassingException extends Exception {

    private final Duration atLeast;

    PassingException(String message) {
        this(message, Duration.ZERO);
    }

    /**
     * As the server put it.
     *
     * @param atLeast how long it asks to be left alone
     */
    PassingException(String message, Duration atLeast) {
        super(message);
        this.atLeast = atLeast;
    }

    Duration atLeast() {
        return atLeast;
    }
}
