package io.draftgate.cli.command;

/** What a command tells the shell. */
public enum ExitCode {
    /** The work was done; prompts that were rejected are part of it. */
    DONE(0),
    /** The work could not be done. */
    COULD_NOT_RUN(1),
    /** The command line makes no sense. */
    USAGE(2),
    /** Something was checked and is wrong. */
    FOUND_WRONG(3),
    /** Ctrl-C: 128 and the number of the signal, as shells have it. */
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** The number that the process ends with. */
    public int number() {
        return number;
    }
}
