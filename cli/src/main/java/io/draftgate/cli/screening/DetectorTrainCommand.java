package io.draftgate.cli.screening;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.model.ModelOption;
import io.draftgate.detection.Detector;
import io.draftgate.detection.DetectorCard;
import io.draftgate.detection.likelihood.LanguageModel;
import io.draftgate.detection.training.DetectorTrainer;
import io.draftgate.detection.training.LabelledText;
import io.draftgate.detection.training.TrainingOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code draftgate detector train}. */
@Command(
        name = "train",
        description = {
            "Train a detector on texts of known origin, and measure it on sources left out of the training.",
            "The same data and the same options give the same file."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate detector train --data train.jsonl.gz --books books.txt.gz --output detector.bin",
            "  draftgate detector train --data train.jsonl.gz --from-topic --bootstrap localhost:9092 --output detector.bin",
            "  draftgate screen --detector detector.bin < essay.txt"
        })
final class DetectorTrainCommand extends DraftgateCommand {

    private final Console console;

    @Mixin
    private final LabelledData data = new LabelledData();

    @Mixin
    private final BookFiles books = new BookFiles();

    @Mixin
    private final TopicOptions topics = new TopicOptions();

    @Mixin
    private final OutputFile output = new OutputFile();

    @Mixin
    private final ModelOption modelOption = new ModelOption();

    DetectorTrainCommand(Console console) {
        this.console = console;
    }

    private record Document(String detector, String detectorDigest, DetectorCard card) {}

    @Override
    protected ExitCode run() throws Exception {
        Path file = output.requireWritable();
        List<LabelledText> rows = new ArrayList<>(data.read());
        topics.read().stream().map(ScreenedDrafts::row).forEach(rows::add);
        try (Detector detector = train(rows)) {
            detector.save(file);
            print(detector, file);
        }
        return ExitCode.DONE;
    }

    private Detector train(List<LabelledText> rows) throws Exception {
        List<String> documents = books.read();
        LanguageModel languageModel = LanguageModel.of(modelOption.open());
        try (StageReport stages = new StageReport(console)) {
            return new DetectorTrainer(languageModel, TrainingOptions.DEFAULT, stages).train(rows, documents);
        } catch (IllegalArgumentException e) {
            throw LabelledData.badData(e);
        }
    }

    private void print(Detector detector, Path file) {
        if (json()) {
            console.json(new Document(file.toString(), detector.digest(), detector.card()));
            return;
        }
        detector.card()
                .measured()
                .forEach(figures -> console.line(String.format(
                        Locale.ROOT,
                        "AUROC %.4f, TPR at FPR 0.01 %.4f, at 0.05 %.4f: %s (%d human, %d machine)",
                        figures.auroc(),
                        figures.truePositiveRateAt1(),
                        figures.truePositiveRateAt5(),
                        figures.set(),
                        figures.human(),
                        figures.machine())));
        console.line("Wrote " + file + ", " + detector.digest() + ".");
    }
}
