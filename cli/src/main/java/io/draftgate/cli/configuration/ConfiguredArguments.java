package io.draftgate.cli.configuration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Puts what is configured before what was typed, for the one command that is about to run. Whatever was typed counts. Confined
 * to one thread.
 */
public final class ConfiguredArguments {
    private static final String CONFIG = "--config";
    private static final Set<String> HELP = Set.of("--help", "-h");

    private final CommandLine root;
    private final Map<String, String> environment;

    private ConfiguredArguments(CommandLine root, Map<String, String> environment) {
        this.root = root;
        this.environment = environment;
    }

    /** Teaches every command that reads a configuration the option {@code --config}. */
    public static ConfiguredArguments forCommands(CommandLine root, Map<String, String> environment) {
        addOption(root);
        return new ConfiguredArguments(root, environment);
    }

    private static void addOption(CommandLine command) {
        if (command.getSubcommands().isEmpty() && ConfigSchema.isConfigurable(command)) {
            command.getCommandSpec()
                    .addOption(OptionSpec.builder(CONFIG)
                            .paramLabel("FILE")
                            .type(Path.class)
                            .order(89)
                            .description("Settings of clusters and services in YAML (default: the file that "
                                    + Settings.FILE_VARIABLE + " names).")
                            .build());
        }
        command.getSubcommands().values().forEach(ConfiguredArguments::addOption);
    }

    /**
     * The arguments to run with.
     *
     * @throws io.draftgate.cli.command.CommandException if the configuration is wrong
     * @throws IOException if it cannot be read
     */
    public String[] complete(String... typed) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(typed));
        Target target = target(arguments);
        if (!ConfigSchema.isConfigurable(target.command()) || arguments.stream().anyMatch(HELP::contains)) {
            return typed;
        }
        Path file = Settings.file(typedFile(arguments), environment);
        Settings settings = Settings.read(ConfigSchema.of(root), file, environment);
        settings.requireRight();
        List<String> configured = new ArrayList<>();
        for (OptionSpec option : target.command().getCommandSpec().options()) {
            if (!isTyped(option, arguments)) {
                settings.of(target.command(), option)
                        .ifPresent(setting -> configured.addAll(setting.key().arguments(setting.values())));
            }
        }
        arguments.addAll(target.end(), configured);
        return arguments.toArray(String[]::new);
    }

    /** The command that is meant, and the place behind its name. */
    private record Target(CommandLine command, int end) {}

    private Target target(List<String> arguments) {
        CommandLine command = root;
        int end = 0;
        for (int i = 0; i < arguments.size() && !command.getSubcommands().isEmpty(); i++) {
            CommandLine next = command.getSubcommands().get(arguments.get(i));
            if (next != null) {
                command = next;
                end = i + 1;
            }
        }
        return new Target(command, end);
    }

    private static @Nullable Path typedFile(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.startsWith(CONFIG + "=")) {
                return Path.of(argument.substring(CONFIG.length() + 1));
            }
            if (argument.equals(CONFIG) && i + 1 < arguments.size()) {
                return Path.of(arguments.get(i + 1));
            }
        }
        return null;
    }

    private static boolean isTyped(OptionSpec option, List<String> arguments) {
        return arguments.stream()
                .anyMatch(argument -> List.of(option.names()).contains(argument.replaceFirst("=.*", "")));
    }
}
