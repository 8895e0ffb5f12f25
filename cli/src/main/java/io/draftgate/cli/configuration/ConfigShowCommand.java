package io.draftgate.cli.configuration;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code draftgate config show}. */
@Command(
        name = "show",
        description = "Show what a service would run with, and where each value comes from. Secrets are masked.",
        footer = {
            "",
            "Examples:",
            "  draftgate config show --config draftgate.yaml",
            "  draftgate config show generator --config draftgate.yaml --json"
        })
final class ConfigShowCommand extends DraftgateCommand {
    private static final String DEFAULT = "default";

    private final Console console;

    @Mixin
    private final ConfigOptions configOptions;

    @Parameters(
            arity = "0..1",
            paramLabel = "SERVICE",
            description = "generator, detector, index, console or broker (default: all).")
    private @Nullable String service;

    ConfigShowCommand(Console console, Map<String, String> environment, Supplier<CommandLine> commands) {
        this.console = console;
        this.configOptions = new ConfigOptions(environment, commands);
    }

    /** What {@code --json} prints; a value that has no default and is not set is null. */
    private record Document(List<Line> settings) {}

    private record Line(
            String service, String key, @Nullable String value, String origin) {
        String text() {
            return "%-42s %-40s %s".formatted(service + "." + key, value == null ? "-" : value, origin);
        }
    }

    @Override
    protected ExitCode run() throws Exception {
        ConfigSchema schema = configOptions.schema();
        List<String> services = schema.sections().stream()
                .filter(section -> !section.equals(ConfigSchema.CLUSTER) && !section.equals(ConfigSchema.SERVICES))
                .toList();
        if (service != null && !services.contains(service)) {
            throw CommandException.usage(
                    service + ": " + ConfigSchema.unknown("service", service, services), "See 'draftgate config show'");
        }
        Settings settings = configOptions.settings();
        settings.requireRight();
        List<Line> lines = new ArrayList<>();
        for (String one : service == null ? services : List.of(service)) {
            schema.ofService(one).forEach(key -> lines.add(line(one, key, settings)));
        }
        if (json()) {
            console.json(new Document(lines));
        } else {
            lines.forEach(line -> console.line(line.text().stripTrailing()));
        }
        return ExitCode.DONE;
    }

    private static Line line(String service, ConfigKey key, Settings settings) {
        return settings.of(key.command(), key.option())
                .map(setting -> new Line(service, key.name(), setting.shown(), setting.origin()))
                .orElseGet(() -> new Line(
                        service,
                        key.name(),
                        key.defaultText().isEmpty() ? null : key.defaultText(),
                        key.option().required() ? "required" : DEFAULT));
    }
}
