package io.draftgate.cli;

import io.draftgate.cli.audit.AuditCommand;
import io.draftgate.cli.bench.BenchCommand;
import io.draftgate.cli.cluster.TopicsCommand;
import io.draftgate.cli.command.CheckedExecution;
import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.CommandGroup;
import io.draftgate.cli.command.FailureReporter;
import io.draftgate.cli.configuration.ConfigCommand;
import io.draftgate.cli.configuration.ConfiguredArguments;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.deadletter.DlqCommand;
import io.draftgate.cli.drill.DrillCommand;
import io.draftgate.cli.evaluation.ChooseCommand;
import io.draftgate.cli.evaluation.EvaluateCommand;
import io.draftgate.cli.model.GenerateCommand;
import io.draftgate.cli.model.ModelCommand;
import io.draftgate.cli.model.ScoreCommand;
import io.draftgate.cli.model.TasksCommand;
import io.draftgate.cli.pipeline.BatchCommand;
import io.draftgate.cli.pipeline.BrokerCommand;
import io.draftgate.cli.pipeline.CancelCommand;
import io.draftgate.cli.pipeline.ConsoleCommand;
import io.draftgate.cli.pipeline.DemoCommand;
import io.draftgate.cli.pipeline.ReviewCommand;
import io.draftgate.cli.pipeline.RunCommand;
import io.draftgate.cli.pipeline.SubmitCommand;
import io.draftgate.cli.pipeline.WatchCommand;
import io.draftgate.cli.provenance.ProvenanceCommand;
import io.draftgate.cli.registry.SchemasCommand;
import io.draftgate.cli.release.ReleaseCommand;
import io.draftgate.cli.screening.DetectorCommand;
import io.draftgate.cli.screening.PolicyCommand;
import io.draftgate.cli.screening.ScreenCommand;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;

/** All commands, put together with what they work on. Confined to one thread. */
final class CommandTree {

    private final Console console;
    private final Map<String, String> environment;

    /** @param environment the variables that count as configuration */
    CommandTree(Console console, Map<String, String> environment) {
        this.console = console;
        this.environment = Map.copyOf(environment);
    }

    /** Runs the command that the arguments name and returns its exit code. */
    int execute(String... arguments) {
        FailureReporter reporter = new FailureReporter(console, arguments);
        CommandLine commandLine = commandLine()
                .setOut(console.outWriter())
                .setErr(console.errWriter())
                .setColorScheme(Help.defaultColorScheme(console.hasColours() ? Help.Ansi.ON : Help.Ansi.OFF))
                .setParameterExceptionHandler(reporter)
                .setExecutionExceptionHandler(reporter)
                .setExecutionStrategy(new CheckedExecution());
        String[] completed;
        try {
            completed =
                    ConfiguredArguments.forCommands(commandLine, environment).complete(arguments);
        } catch (IOException | CommandException e) {
            return reporter.report(e, commandLine);
        }
        return commandLine.execute(completed);
    }

    CommandLine commandLine() {
        return new Root(console, environment, this::commandLine)
                .commandLine()
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Command(
            name = "draftgate",
            versionProvider = Version.class,
            description = "Prompts in, screened and audited GPT-2 drafts out.",
            footer = {
                "",
                "Exit codes: 0 done, 1 could not run, 2 usage, 3 checked and found wrong, 130 interrupted.",
                "",
                "Examples:",
                "  draftgate demo",
                "  draftgate generate --prompt 'Once upon a time'",
                "  draftgate screen < essay.txt",
                "  draftgate topics create --bootstrap localhost:9092",
                "  draftgate generate --help"
            })
    private static final class Root extends CommandGroup {

        @Option(names = "--version", versionHelp = true, description = "Show the version and stop.")
        @SuppressWarnings("UnusedVariable") // picocli acts on it
        private boolean version;

        Root(Console console, Map<String, String> environment, Supplier<CommandLine> commands) {
            super(
                    new DemoCommand(console),
                    new BatchCommand(console),
                    new GenerateCommand(console),
                    new ScoreCommand(console),
                    new TasksCommand(console),
                    new EvaluateCommand(console),
                    new ChooseCommand(console),
                    new ScreenCommand(console),
                    new DetectorCommand(console),
                    new PolicyCommand(console),
                    new ModelCommand(console),
                    new BenchCommand(console, Draftgate.class),
                    new BrokerCommand(console),
                    new TopicsCommand(console),
                    new SchemasCommand(console),
                    new RunCommand(console),
                    new SubmitCommand(console),
                    new WatchCommand(console),
                    new CancelCommand(console),
                    new ReviewCommand(console),
                    new ConsoleCommand(console),
                    new AuditCommand(console),
                    new ReleaseCommand(console),
                    new ProvenanceCommand(console),
                    new DlqCommand(console),
                    new ConfigCommand(console, environment, commands),
                    new DrillCommand(console, Draftgate.class));
        }
    }

    /** Reads the version that the build wrote into the jar. */
    private static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Draftgate.class.getPackage().getImplementationVersion();
            return new String[] {"draftgate " + (version == null ? "(not packaged)" : version)};
        }
    }
}
