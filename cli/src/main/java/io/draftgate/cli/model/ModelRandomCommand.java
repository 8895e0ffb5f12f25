package io.draftgate.cli.model;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.gpt2.model.RandomWeights;
import io.draftgate.gpt2.safetensors.ElementType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code draftgate model random}. */
@Command(
        name = "random",
        description = "Write the folder of a GPT-2 whose weights are random: its text is noise, its speed is real.",
        footer = {
            "",
            "Examples:",
            "  draftgate model random /tmp/random-124m --size 124M",
            "  draftgate model random /tmp/random-1558m --size 1558M --type f16",
            "  draftgate generate --model /tmp/random-124m --prompt x --max-tokens 20"
        })
final class ModelRandomCommand extends DraftgateCommand {

    private final Console console;

    @Parameters(paramLabel = "DIR", description = "A new or empty folder.")
    private Path folder = Path.of("");

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            converter = ReleasedSize.Converter.class,
            completionCandidates = ReleasedSize.Names.class,
            description = "Shape of the model: ${COMPLETION-CANDIDATES} (default: tiny).")
    private ReleasedSize size = ReleasedSize.TINY;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "How the weights are stored: ${COMPLETION-CANDIDATES} (default: f32).")
    private ElementType type = ElementType.F32;

    @Option(names = "--seed", paramLabel = "N", description = "The same seed gives the same files (default: 1).")
    private long seed = 1;

    ModelRandomCommand(Console console) {
        this.console = console;
    }

    private record Document(String folder, String size, long parameters, long seed) {}

    @Override
    protected ExitCode run() throws IOException {
        requireEmpty();
        new RandomWeights(size.config(), seed, type, false, false).write(folder);
        if (json()) {
            console.json(
                    new Document(folder.toString(), size.typed(), size.config().parameters(), seed));
        } else {
            console.line("Wrote " + size.config().parameters() + " random weights to " + folder + ".");
        }
        return ExitCode.DONE;
    }

    private void requireEmpty() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw CommandException.couldNotRun(
                        "folder-not-empty", "the folder " + folder + " is not empty", "Name a new folder");
            }
        }
    }
}
