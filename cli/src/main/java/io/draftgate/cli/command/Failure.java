package io.draftgate.cli.command;

/**
 * Why a command did not do its work. Immutable.
 *
 * @param exitCode what the process ends with
 * @param code stable name for scripts, e.g. {@code bad-model}
 * @param message one line: what is wrong, and where
 * @param next one line: what to do about it
 */
public record Failure(ExitCode exitCode, String code, String message, String next) {

    /** Folds whatever a library had to say into one line. */
    public Failure {
        message = oneLine(message);
        next = oneLine(next);
    }

    /** As it is told to people. */
    String text() {
        return message + (message.endsWith("?") ? " " : ". ") + next + ".";
    }

    private static String oneLine(String text) {
        String folded = text.strip().replaceAll("\\s*\\R\\s*", "; ");
        return folded.endsWith(".") ? folded.substring(0, folded.length() - 1) : folded;
    }
}
