package io.draftgate.cli.pipeline;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Waits for Ctrl-C or SIGTERM, the ordinary end of a process that serves. */
final class UntilInterrupted {
    private UntilInterrupted() {}

    /**
     * Returns when the process is to end.
     *
     * @param what for the message, e.g. {@code the generator}
     * @param failure completes when the service has ended by itself
     * @throws CommandException if the service fails first
     */
    static ExitCode serve(Console console, String what, CompletableFuture<Throwable> failure)
            throws ExecutionException {
        try {
            throw CommandException.couldNotRun(
                    "service-failed",
                    what + " stopped: " + RootCause.of(failure.get()),
                    "See the log file; a supervisor should start it again");
        } catch (InterruptedException end) {
            console.notice("Stopping " + what + ".");
            return ExitCode.INTERRUPTED;
        }
    }
}
