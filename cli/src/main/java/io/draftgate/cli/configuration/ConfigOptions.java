package io.draftgate.cli.configuration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Which configuration is meant, for the commands that look at it. */
final class ConfigOptions {
    private final Map<String, String> environment;
    private final Supplier<CommandLine> commands;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The file (default: the one that " + Settings.FILE_VARIABLE + " names, or none).")
    private @Nullable Path file;

    /** @param commands makes all commands anew: to check a value they parse it, which those that run must not */
    ConfigOptions(Map<String, String> environment, Supplier<CommandLine> commands) {
        this.environment = environment;
        this.commands = commands;
    }

    ConfigSchema schema() {
        return ConfigSchema.of(commands.get());
    }

    Settings settings() throws IOException {
        return Settings.read(schema(), Settings.file(file, environment), environment);
    }
}
