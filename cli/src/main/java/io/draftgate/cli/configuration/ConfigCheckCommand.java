package io.draftgate.cli.configuration;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code draftgate config check}. */
@Command(
        name = "check",
        description =
                "Say all that is wrong with the configuration at once: unknown keys, and values that cannot be read.",
        footer = {
            "",
            "Examples:",
            "  draftgate config check --config draftgate.yaml",
            "  DRAFTGATE_GENERATOR_SLOTS=16 draftgate config check --json"
        })
final class ConfigCheckCommand extends DraftgateCommand {
    private final Console console;

    @Mixin
    private final ConfigOptions configOptions;

    ConfigCheckCommand(Console console, Map<String, String> environment, Supplier<CommandLine> commands) {
        this.console = console;
        this.configOptions = new ConfigOptions(environment, commands);
    }

    /** What {@code --json} prints. */
    private record Document(boolean ok, int settings, List<String> problems) {}

    @Override
    protected ExitCode run() throws Exception {
        Settings settings = configOptions.settings();
        List<String> problems = settings.problems();
        int count = settings.ofFile().size() + settings.ofEnvironment().size();
        if (json()) {
            console.json(new Document(problems.isEmpty(), count, problems));
        } else if (problems.isEmpty()) {
            console.line(count + " settings, nothing wrong.");
        } else {
            problems.forEach(console::line);
        }
        return problems.isEmpty() ? ExitCode.DONE : ExitCode.FOUND_WRONG;
    }
}
