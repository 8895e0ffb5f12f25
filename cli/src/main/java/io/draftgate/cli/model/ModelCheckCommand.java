package io.draftgate.cli.model;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.hub.PulledModel;
import io.draftgate.gpt2.ModelFormatException;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.scoring.TokenScorer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code draftgate model check}. */
@Command(
        name = "check",
        description = {
            "Open a model, read all of it and let it read a line. Exit code 3 if anything is wrong.",
            "A model that was pulled is compared with what was downloaded, byte by byte."
        },
        footer = {"", "Examples:", "  draftgate model check gpt2", "  draftgate model check models/gpt2 --json"})
final class ModelCheckCommand extends DraftgateCommand {

    private static final String LINE = "The quick brown fox jumps over the lazy dog.";

    private final Console console;

    @Parameters(paramLabel = "DIR|NAME", description = "Folder of a model, or the name of one that was pulled.")
    private String typed = "";

    ModelCheckCommand(Console console) {
        this.console = console;
    }

    private record Document(
            String model,
            String folder,
            boolean intact,
            @Nullable String problem,
            @Nullable String modelDigest) {}

    @Override
    protected ExitCode run() throws IOException {
        Path folder = ModelFolder.of(typed, System.getenv());
        Document document = check(folder);
        if (json()) {
            console.json(document);
        } else {
            console.line(typed
                    + (document.intact() ? " is intact, " + document.modelDigest() : " is wrong: " + document.problem())
                    + ".");
        }
        return document.intact() ? ExitCode.DONE : ExitCode.FOUND_WRONG;
    }

    private Document check(Path folder) throws IOException {
        Optional<PulledModel> pulled = PulledModel.in(folder);
        Optional<String> damage = pulled.isPresent() ? pulled.get().problem(folder) : Optional.empty();
        if (damage.isPresent()) {
            return wrong(folder, damage.get());
        }
        try (Gpt2 model = Gpt2.open(folder);
                TokenScorer scorer = TokenScorer.open(model)) {
            double perplexity = scorer.score(LINE).perplexity().orElseThrow();
            return Double.isFinite(perplexity)
                    ? new Document(typed, folder.toString(), true, null, model.digest())
                    : wrong(folder, "the perplexity of a plain line is " + perplexity + ", expected a number");
        } catch (ModelFormatException | ArithmeticException e) {
            return wrong(folder, String.valueOf(e.getMessage()));
        }
    }

    private Document wrong(Path folder, String problem) {
        return new Document(typed, folder.toString(), false, problem, null);
    }
}
