package io.draftgate.streams;

import java.time.Duration;

/** The clock of this machine was set back, which Kafka Streams does not get over; a new process does. */
public final class ClockSetBackException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ClockSetBackException(Duration step) {
        super("the clock of this machine was set back by " + step.toSeconds()
                + " s, and Kafka Streams would stand still for as long: start the service again");
    }
}
