package io.draftgate.cli.command;

/** Ends a command with a {@link Failure}. */
public final class CommandException extends RuntimeException {

    private final transient Failure failure;

    private CommandException(Failure failure) {
        super(failure.message());
        this.failure = failure;
    }

    /** The work cannot be done. */
    public static CommandException couldNotRun(String code, String message, String next) {
        return new CommandException(new Failure(ExitCode.COULD_NOT_RUN, code, message, next));
    }

    /** The command line makes no sense, in a way that only the command itself can tell. */
    public static CommandException usage(String message, String next) {
        return new CommandException(new Failure(ExitCode.USAGE, FailureTable.USAGE, message, next));
    }

    Failure failure() {
        return failure;
    }
}
