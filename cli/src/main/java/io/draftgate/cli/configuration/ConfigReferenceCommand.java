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

/** {@code draftgate config reference}. */
@Command(
        name = "reference",
        description = "Print the page about every key, its variable and its default; docs/configuration.md is made so.",
        footer = {
            "",
            "Examples:",
            "  draftgate config reference > docs/configuration.md",
            "  draftgate config reference --json"
        })
final class ConfigReferenceCommand extends DraftgateCommand {
    private final Console console;

    @Mixin
    private final ConfigOptions configOptions;

    ConfigReferenceCommand(Console console, Map<String, String> environment, Supplier<CommandLine> commands) {
        this.console = console;
        this.configOptions = new ConfigOptions(environment, commands);
    }

    /** What {@code --json} prints. */
    private record Document(List<Key> keys) {}

    private record Key(
            String key,
            String option,
            String variable,
            String defaultText,
            boolean required,
            String allowed,
            String description) {}

    @Override
    protected ExitCode run() {
        ConfigSchema schema = configOptions.schema();
        if (json()) {
            console.json(new Document(schema.keys()
                    .map(key -> new Key(
                            key.path(),
                            key.option().longestName(),
                            key.variable(),
                            key.defaultText(),
                            key.option().required(),
                            key.allowedText(),
                            key.description()))
                    .toList()));
        } else {
            console.line(new ReferencePage(schema).text().stripTrailing());
        }
        return ExitCode.DONE;
    }
}
