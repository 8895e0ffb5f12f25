package io.draftgate.cli.pipeline;

import io.draftgate.cli.command.CommandException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Waits for Ctrl-C or SIGTERM, the ordinary end of a process that serves. */
final class UntilInterrupted {
    private UntilInterrupted() {}

    /**
     * Waits, and returns what to throw if the service fails first.
     *
     * @param what for the message, e.g. {@code the generator}
     * @param failure completes when the service has ended by itself
     */
    static CommandException failureOf(String what, CompletableFuture<Throwable> failure)
            throws InterruptedException, ExecutionException {
        return CommandException.couldNotRun(
                "service-failed",
                what + " stopped: " + RootCause.of(failure.get()),
                "See the log file; a supervisor should start it again");
    }
}
