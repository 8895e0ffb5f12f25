package io.draftgate.cli.model;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.command.InputFile;
import io.draftgate.cli.command.InputText;
import io.draftgate.cli.console.Console;
import io.draftgate.gpt2.Gpt2Config;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.scoring.TextScore;
import io.draftgate.gpt2.scoring.TokenScorer;
import io.draftgate.release.card.CardTemplate;
import io.draftgate.release.card.ModelCard;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code draftgate model card}. */
@Command(
        name = "card",
        description = {
            "Show a model's card and check that it tells all that Mitchell et al. 2019 ask for; exit code 3 if it does not.",
            "With --write, begin a card beside the weights: what can be measured is filled in, the rest is asked for."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate model card",
            "  draftgate model card models/gpt2 --write --text held-out.txt",
            "  draftgate model card gpt2 --json"
        })
final class ModelCardCommand extends DraftgateCommand {
    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR|NAME",
            description = "Folder of a model, or the name of one that was pulled (default: the bundled storybook-7m).")
    private @Nullable String name;

    @Option(names = "--write", description = "Begin a card in the model's folder; one that is there is left as it is.")
    private boolean write;

    @Option(
            names = "--text",
            paramLabel = "FILE",
            description = "With --write: measure the model's loss on this text, which it must not have learned from.")
    private @Nullable Path text;

    ModelCardCommand(Console console) {
        this.console = console;
    }

    private record Document(
            String model, String modelDigest, @Nullable String cardDigest, boolean complete, List<String> problems) {}

    @Override
    protected ExitCode run() throws IOException {
        if (write) {
            write();
        }
        try (Gpt2 model = open()) {
            ModelCard card = model.card().map(ModelCard::new).orElse(null);
            List<String> problems = card == null
                    ? List.of("no " + ModelCard.FILE + " beside the weights")
                    : card.problems(model.digest());
            if (json()) {
                console.json(new Document(
                        model.name(),
                        model.digest(),
                        card == null ? null : card.digest(),
                        problems.isEmpty(),
                        problems));
            } else {
                if (card != null) {
                    console.line(card.markdown().stripTrailing());
                }
                problems.forEach(problem -> console.notice("card of " + model.name() + ": " + problem));
            }
            return problems.isEmpty() ? ExitCode.DONE : ExitCode.FOUND_WRONG;
        }
    }

    private Gpt2 open() throws IOException {
        return name == null ? Gpt2.bundled() : ModelFolder.open(name, System.getenv());
    }

    private void write() throws IOException {
        if (name == null) {
            throw CommandException.usage("the bundled model has its card", "Name the folder of another model");
        }
        Path file = ModelFolder.of(name, System.getenv()).resolve(ModelCard.FILE);
        if (Files.exists(file)) {
            throw CommandException.usage(file + " exists already", "Go on with it by hand, or move it away");
        }
        try (Gpt2 model = open()) {
            Files.writeString(
                    file,
                    new CardTemplate(model.name(), model.digest(), details(model), figures(model))
                            .card()
                            .markdown());
        }
        console.notice("Began " + file + ".");
    }

    private static Map<String, String> details(Gpt2 model) {
        Gpt2Config config = model.config();
        Map<String, String> details = new LinkedHashMap<>();
        details.put("Tokenizer digest", "`" + model.tokenizerDigest() + "`");
        details.put("Kind", "GPT-2 (decoder-only transformer)");
        details.put("Parameters", Long.toString(config.parameters()));
        details.put(
                "Shape",
                config.layers() + " layers, width " + config.width() + ", " + config.heads() + " heads, context "
                        + config.contextLength() + ", vocabulary " + config.vocabularySize());
        return details;
    }

    private Map<String, String> figures(Gpt2 model) throws IOException {
        if (text == null) {
            return Map.of();
        }
        try (InputStream in = InputFile.open(text);
                TokenScorer scorer = TokenScorer.open(model)) {
            TextScore score = scorer.score(InputText.read(in, text.toString()));
            double perplexity = score.perplexity()
                    .orElseThrow(() -> CommandException.couldNotRun("empty-text", text + " is empty", "Name a text"));
            return Map.of(
                    "Loss on " + text.getFileName(),
                    String.format(
                            Locale.ROOT,
                            "%.3f nats a token, perplexity %.2f, over %d tokens read in windows of the context",
                            Math.log(perplexity),
                            perplexity,
                            score.tokens().size()));
        }
    }
}
