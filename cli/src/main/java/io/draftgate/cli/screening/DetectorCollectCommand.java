package io.draftgate.cli.screening;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.model.ModelOption;
import io.draftgate.detection.training.BookPassages;
import io.draftgate.detection.training.DraftCollector;
import io.draftgate.detection.training.DraftPrompts;
import io.draftgate.detection.training.LabelledText;
import io.draftgate.detection.training.LabelledTexts;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.engine.Engine;
import io.draftgate.gpt2.model.Gpt2;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code draftgate detector collect}. */
@Command(
        name = "collect",
        description = {
            "Write texts of known origin for the training: passages of books, and drafts in which a model goes on from them.",
            "With --from-topic, the drafts are those that a pipeline has written already, and no others are written.",
            "Take books that the model has not learned from. With --data, two in five drafts go on from the human texts "
                    + "there; these are not written again."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate detector collect --books books.txt.gz --drafts 2000 --output own.jsonl.gz",
            "  draftgate detector collect --books books.txt.gz --data train.jsonl.gz --drafts 1700 --output own.jsonl.gz",
            "  draftgate detector collect --from-topic --bootstrap localhost:9092 --output drafts.jsonl.gz",
            "  draftgate detector train --data own.jsonl.gz --output detector.bin"
        })
final class DetectorCollectCommand extends DraftgateCommand {

    private final Console console;

    @Mixin
    private final BookFiles books = new BookFiles();

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description =
                    "JSON lines with 'text' and 'label', whose human texts some drafts go on from; can be repeated.")
    private List<Path> data = new ArrayList<>();

    @Option(
            names = "--drafts",
            paramLabel = "N",
            description = "How many drafts, and at most how many passages (default: ${DEFAULT-VALUE}).")
    private int drafts = 1_000;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed gives the same texts (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Mixin
    private final TopicOptions topics = new TopicOptions();

    @Mixin
    private final OutputFile output = new OutputFile();

    @Mixin
    private final ModelOption modelOption = new ModelOption();

    DetectorCollectCommand(Console console) {
        this.console = console;
    }

    private record Document(String output, int human, int machine) {}

    @Override
    protected ExitCode run() throws Exception {
        if (drafts < 1) {
            throw CommandException.usage("--drafts is " + drafts + ", expected 1 or more", "Try --drafts 1000");
        }
        Path file = output.requireWritable();
        List<LabelledText> passages = BookPassages.of(books.read(), seed);
        if (topics.isAsked()) {
            List<LabelledText> machine =
                    topics.read().stream().map(ScreenedDrafts::row).toList();
            write(file, passages.subList(0, Math.min(drafts, passages.size())), machine);
            return ExitCode.DONE;
        }
        List<LabelledText> prompts = DraftPrompts.of(passages, LabelledData.read(data), drafts, seed);
        if (prompts.isEmpty()) {
            throw CommandException.couldNotRun(
                    "no-data", "there are no human texts to go on from", "Name some with --books or --data");
        }
        List<LabelledText> human = passages.subList(0, Math.min(drafts, passages.size()));
        write(file, human, collect(prompts));
        return ExitCode.DONE;
    }

    private void write(Path file, List<LabelledText> human, List<LabelledText> machine) {
        List<LabelledText> all = new ArrayList<>(human);
        all.addAll(machine);
        LabelledTexts.write(file, all);
        print(new Document(file.toString(), human.size(), machine.size()));
    }

    private List<LabelledText> collect(List<LabelledText> prompts) throws InterruptedException {
        try (Gpt2 model = modelOption.open();
                Engine engine = Engine.start(model, EngineOptions.defaults());
                StageReport stages = new StageReport(console)) {
            return new DraftCollector(model, engine, seed).collect(prompts, stages);
        }
    }

    private void print(Document document) {
        if (json()) {
            console.json(document);
        } else {
            console.line("Wrote " + document.human() + " human and " + document.machine() + " machine texts to "
                    + document.output() + ".");
        }
    }
}
