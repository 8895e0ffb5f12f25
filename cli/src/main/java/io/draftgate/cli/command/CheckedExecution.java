package io.draftgate.cli.command;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Runs a command only if every number that was typed is {@link Allowed}; says all that are not at once. Immutable. */
public final class CheckedExecution implements IExecutionStrategy {

    @Override
    public int execute(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.subcommand() != null) {
            last = last.subcommand();
        }
        List<String> problems = last.isUsageHelpRequested() ? List.of() : problems(last);
        if (!problems.isEmpty()) {
            throw new ParameterException(last.commandSpec().commandLine(), String.join("; ", problems));
        }
        return new RunLast().execute(parsed);
    }

    private static List<String> problems(ParseResult command) {
        return command.matchedOptions().stream()
                .flatMap(CheckedExecution::problem)
                .toList();
    }

    private static Stream<String> problem(OptionSpec option) {
        Optional<String> problem = AllowedRange.of(option).flatMap(AllowedRange::problem);
        return problem.map(wrong -> option.longestName() + " is " + wrong).stream();
    }
}
