package io.draftgate.cli.command;

import io.draftgate.cli.console.Console;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Tells people, or a script, why a command failed: one line on standard error, or with {@code --json} a document on standard
 * output. Immutable.
 */
public final class FailureReporter implements IExecutionExceptionHandler, IParameterExceptionHandler {

    /** The document that {@code --json} prints instead of a result. */
    record Document(Description error) {
        record Description(String code, String message, String next) {}
    }

    private final Console console;
    private final List<String> arguments;

    /**
     * A reporter for one run.
     *
     * @param arguments of the run as they were typed: a command line that cannot be parsed still says {@code --json}
     */
    public FailureReporter(Console console, String... arguments) {
        this.console = console;
        this.arguments = List.copyOf(Arrays.asList(arguments));
    }

    @Override
    public int handleExecutionException(Exception thrown, CommandLine commandLine, ParseResult parseResult) {
        return report(thrown, commandLine);
    }

    @Override
    public int handleParseException(ParameterException thrown, String[] args) {
        CommandLine commandLine = thrown.getCommandLine();
        String next = "See '" + commandLine.getCommandSpec().qualifiedName() + " --help'";
        return report(thrown, new Failure(ExitCode.USAGE, FailureTable.USAGE, usageMessage(thrown), next), commandLine);
    }

    /** The same for what went wrong before the command line was parsed. */
    public int report(Exception thrown, CommandLine commandLine) {
        return report(thrown, FailureTable.of(thrown), commandLine);
    }

    private int report(Exception thrown, Failure failure, CommandLine commandLine) {
        if (arguments.contains(StandardOptions.JSONL)) {
            console.jsonLine(document(failure));
        } else if (arguments.contains(StandardOptions.JSON)) {
            console.json(document(failure));
        } else {
            console.notice(commandLine.getCommandSpec().qualifiedName() + ": " + failure.text());
        }
        if (arguments.contains(StandardOptions.DEBUG)) {
            thrown.printStackTrace(console.errWriter());
        }
        return failure.exitCode().number();
    }

    private static Document document(Failure failure) {
        return new Document(new Document.Description(failure.code(), failure.message(), failure.next()));
    }

    private static String usageMessage(ParameterException thrown) {
        if (thrown instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unmatchedMessage(unmatched.getUnmatched().get(0), thrown.getCommandLine());
        }
        String message = String.valueOf(thrown.getMessage());
        return message.isEmpty() ? message : Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }

    private static String unmatchedMessage(String typed, CommandLine commandLine) {
        boolean option = typed.startsWith("-");
        Collection<String> known = option
                ? commandLine.getCommandSpec().optionsMap().keySet()
                : commandLine.getSubcommands().keySet();
        String kind = option ? "unknown option" : known.isEmpty() ? "unexpected argument" : "unknown command";
        Optional<String> nearest = NearestName.of(option ? typed.replaceFirst("=.*", "") : typed, known);
        return kind + " '" + typed + "'"
                + nearest.map(name -> ", did you mean " + name + "?").orElse("");
    }
}
