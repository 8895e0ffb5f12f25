package io.draftgate.cli.model;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.hub.ModelCache;
import io.draftgate.cli.hub.PulledModel;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code draftgate model list}. */
@Command(
        name = "list",
        description = "List the models that were pulled.",
        footer = {"", "Examples:", "  draftgate model list", "  draftgate model list --json"})
final class ModelListCommand extends DraftgateCommand {

    private final Console console;

    ModelListCommand(Console console) {
        this.console = console;
    }

    private record Document(List<Entry> models) {

        record Entry(String name, String revision, @Nullable String commit, long bytes, String modelDigest) {
            static Entry of(PulledModel model) {
                return new Entry(model.name(), model.revision(), model.commit(), model.bytes(), model.digest());
            }
        }
    }

    @Override
    protected ExitCode run() throws IOException {
        List<PulledModel> models = ModelCache.of(System.getenv()).all();
        if (json()) {
            console.json(new Document(models.stream().map(Document.Entry::of).toList()));
        } else if (models.isEmpty()) {
            console.line("No models yet. Pull one with 'draftgate model pull gpt2'.");
        } else {
            models.forEach(model -> console.line(String.format(
                    Locale.ROOT,
                    "%-24s %-12s %6d MiB  %s",
                    model.name(),
                    model.revision(),
                    model.bytes() >> 20,
                    model.digest())));
        }
        return ExitCode.DONE;
    }
}
