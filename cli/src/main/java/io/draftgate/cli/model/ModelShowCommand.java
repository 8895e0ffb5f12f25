package io.draftgate.cli.model;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.gpt2.Gpt2;
import io.draftgate.gpt2.Gpt2Config;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code draftgate model show}. */
@Command(
        name = "show",
        description = "Check the folder of a model and tell what is in it.",
        footer = {"", "Examples:", "  draftgate model show", "  draftgate model show --model models/gpt2 --json"})
final class ModelShowCommand extends DraftgateCommand {

    private final Console console;

    @Mixin
    private final ModelOption modelOption = new ModelOption();

    ModelShowCommand(Console console) {
        this.console = console;
    }

    private record Document(
            String name,
            long parameters,
            int layers,
            int width,
            int heads,
            int contextLength,
            int vocabularySize,
            String modelDigest,
            String tokenizerDigest) {

        static Document of(Gpt2 model) {
            Gpt2Config config = model.config();
            return new Document(
                    model.name(),
                    config.parameters(),
                    config.layers(),
                    config.width(),
                    config.heads(),
                    config.contextLength(),
                    config.vocabularySize(),
                    model.digest(),
                    model.tokenizerDigest());
        }
    }

    @Override
    protected ExitCode run() {
        try (Gpt2 model = modelOption.open()) {
            Document document = Document.of(model);
            if (json()) {
                console.json(document);
            } else {
                print(document);
            }
        }
        return ExitCode.DONE;
    }

    private void print(Document model) {
        console.line("name             " + model.name());
        console.line("parameters       " + model.parameters());
        console.line("shape            " + model.layers() + " layers, width " + model.width() + ", " + model.heads()
                + " heads");
        console.line("context          " + model.contextLength() + " tokens");
        console.line("vocabulary       " + model.vocabularySize() + " tokens");
        console.line("model digest     " + model.modelDigest());
        console.line("tokenizer digest " + model.tokenizerDigest());
    }
}
