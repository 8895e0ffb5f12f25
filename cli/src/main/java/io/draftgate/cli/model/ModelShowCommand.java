package io.draftgate.cli.model;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.gpt2.Gpt2Config;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.profile.MemoryEstimate;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code draftgate model show}. */
@Command(
        name = "show",
        description = "Check the folder of a model and tell what is in it.",
        footer = {"", "Examples:", "  draftgate model show", "  draftgate model show models/gpt2 --json"})
final class ModelShowCommand extends DraftgateCommand {

    private final Console console;

    @Parameters(
            paramLabel = "DIR|NAME",
            arity = "0..1",
            description = "Folder of a model, or the name of one that was pulled (default: that of --model).")
    private @Nullable String typed;

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
            int innerWidth,
            int contextLength,
            int vocabularySize,
            String modelDigest,
            String tokenizerDigest,
            int endOfText,
            long kvCacheBytesPerSlot,
            List<Memory> memory) {

        /** Estimated. */
        record Memory(String precision, long weightBytes, long bytesPerSlot) {
            static Memory of(MemoryEstimate estimate) {
                return new Memory(
                        estimate.precision().precisionName(), estimate.weightBytes(), estimate.bytesPerSlot());
            }
        }

        static Document of(Gpt2 model) {
            Gpt2Config config = model.config();
            return new Document(
                    model.name(),
                    config.parameters(),
                    config.layers(),
                    config.width(),
                    config.heads(),
                    config.innerWidth(),
                    config.contextLength(),
                    config.vocabularySize(),
                    model.digest(),
                    model.tokenizerDigest(),
                    model.tokenizer().endOfText(),
                    config.kvCacheBytesPerSlot(),
                    Arrays.stream(Precision.values())
                            .map(precision -> Memory.of(MemoryEstimate.of(config, precision)))
                            .toList());
        }
    }

    @Override
    protected ExitCode run() throws IOException {
        try (Gpt2 model = typed == null ? modelOption.open() : ModelFolder.open(typed, System.getenv())) {
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
        console.line("shape            " + model.layers() + " layers, width " + model.width() + ", inner width "
                + model.innerWidth() + ", " + model.heads() + " heads");
        console.line("context          " + model.contextLength() + " tokens");
        console.line("vocabulary       " + model.vocabularySize() + " tokens");
        console.line("tokenizer        byte-level byte-pair encoding, <|endoftext|> is " + model.endOfText());
        console.line("model digest     " + model.modelDigest());
        console.line("tokenizer digest " + model.tokenizerDigest());
        console.line("KV-cache         " + mebibytes(model.kvCacheBytesPerSlot()) + " a slot");
        model.memory()
                .forEach(memory -> console.line(String.format(
                        Locale.ROOT,
                        "memory in %-4s   about %s for the weights and %s a slot",
                        memory.precision(),
                        mebibytes(memory.weightBytes()),
                        mebibytes(memory.bytesPerSlot()))));
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0);
    }
}
