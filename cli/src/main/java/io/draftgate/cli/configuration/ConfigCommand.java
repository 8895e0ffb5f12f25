package io.draftgate.cli.configuration;

import io.draftgate.cli.command.CommandGroup;
import io.draftgate.cli.console.Console;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code draftgate config}. */
@Command(
        name = "config",
        description = "Look at the configuration of the services: a YAML file, and the environment.",
        footer = {
            "",
            "Examples:",
            "  draftgate config check --config draftgate.yaml",
            "  draftgate config show generator --config draftgate.yaml",
            "  draftgate config reference"
        })
public final class ConfigCommand extends CommandGroup {
    /**
     * The group, writing to a console.
     *
     * @param environment the variables that count as configuration
     * @param commands makes all commands, whose options are the configuration
     */
    public ConfigCommand(Console console, Map<String, String> environment, Supplier<CommandLine> commands) {
        super(
                new ConfigCheckCommand(console, environment, commands),
                new ConfigShowCommand(console, environment, commands),
                new ConfigReferenceCommand(console, environment, commands));
    }
}
