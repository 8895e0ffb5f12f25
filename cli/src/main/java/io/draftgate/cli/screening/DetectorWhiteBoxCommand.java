package io.draftgate.cli.screening;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.model.ModelOption;
import io.draftgate.detection.Detector;
import io.draftgate.detection.ngram.NgramModel;
import io.draftgate.detection.ngram.NgramTables;
import io.draftgate.detection.training.BookTables;
import io.draftgate.detection.training.TrainingOptions;
import io.draftgate.detection.training.WhiteBoxGrid;
import io.draftgate.detection.training.WhiteBoxReport;
import io.draftgate.detection.training.WhiteBoxStudy;
import io.draftgate.gpt2.model.Gpt2;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code draftgate detector whitebox}. */
@Command(
        name = "whitebox",
        description = {
            "Measure how well a model's own drafts are told from human text when the model can be asked.",
            "Writes drafts over a grid of temperature, truncation and repetition penalty, and scores drafts and human texts of "
                    + "the same length by regressions that have learned from other documents. Take human texts that the "
                    + "model has not learned from.",
            "For another model than the detector's, the n-grams of --books are counted in its tokens first."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate detector whitebox --human valid.txt.gz",
            "  draftgate detector whitebox --human valid.txt.gz --model gpt2-xl --books train.txt.gz --json"
        })
final class DetectorWhiteBoxCommand extends DraftgateCommand {

    private static final int ADDS_AT = 150;

    private final Console console;

    @Mixin
    private final HumanFiles human = new HumanFiles();

    @Option(
            names = "--drafts",
            paramLabel = "N",
            description = "How many drafts of each decoding (default: ${DEFAULT-VALUE}).")
    private int drafts = 120;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed gives the same drafts (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--additions",
            description = "Also show, at " + ADDS_AT
                    + " tokens, how well each decoding is told by detectors that learned from "
                    + "drafts of one decoding, of those without a penalty, and of all others.")
    private boolean additions;

    @Mixin
    private final BookFiles books = new BookFiles();

    @Mixin
    private final DetectorOption detectorOption = new DetectorOption();

    @Mixin
    private final ModelOption modelOption = new ModelOption();

    DetectorWhiteBoxCommand(Console console) {
        this.console = console;
    }

    private record Document(
            String model,
            int humanTexts,
            List<WhiteBoxReport.Cell> cells,
            WhiteBoxReport.Cell worst,
            List<WhiteBoxReport.Addition> additions) {}

    @Override
    protected ExitCode run() throws Exception {
        if (drafts < 1) {
            throw CommandException.usage("--drafts is " + drafts + ", expected 1 or more", "Try --drafts 100");
        }
        print(study(human.read()));
        return ExitCode.DONE;
    }

    private WhiteBoxReport study(List<String> documents) throws Exception {
        WhiteBoxGrid grid = new WhiteBoxGrid(
                WhiteBoxGrid.DECODINGS,
                WhiteBoxGrid.LENGTHS,
                drafts,
                seed,
                additions ? OptionalInt.of(ADDS_AT) : OptionalInt.empty());
        try (Gpt2 model = modelOption.open();
                Detector detector = detectorOption.open();
                StageReport stages = new StageReport(console)) {
            NgramTables tables = detector.definition().tables();
            NgramModel bookModel = model.digest().equals(detector.card().languageModelDigest())
                    ? tables.bytePairs().books()
                    : count(model, stages);
            return new WhiteBoxStudy(model, tables.words(), bookModel, grid, stages).run(documents);
        } catch (IllegalArgumentException e) {
            throw LabelledData.badData(e);
        }
    }

    private NgramModel count(Gpt2 model, StageReport stages) throws Exception {
        List<String> documents = books.read();
        if (documents.isEmpty()) {
            throw CommandException.usage(
                    "--books is missing: the detector's n-grams are counted in the tokens of another model",
                    "Name plain text of people with --books");
        }
        return BookTables.bytePairs(documents, model.tokenizer(), TrainingOptions.DEFAULT, stages);
    }

    private void print(WhiteBoxReport report) {
        if (json()) {
            console.json(new Document(
                    report.model(), report.humanTexts(), report.cells(), report.worst(), report.additions()));
            return;
        }
        console.line("AUROC of drafts of " + report.model() + " against " + report.humanTexts() + " human texts");
        console.line(String.format(
                "%-66s %6s %6s  %-21s %8s %9s %8s %6s",
                "decoding", "tokens", "drafts", "head", "TPR at 1", "curvature", "log-rank", "log p"));
        report.cells().forEach(cell -> console.line(line(cell)));
        console.line("Worst cell: " + line(report.worst()));
        if (!report.additions().isEmpty()) {
            console.line("");
            console.line("AUROC at " + ADDS_AT + " tokens, by what the training learned from");
            console.line(TextTable.of(
                    List.of("decoding", "top-k 40 alone", "no penalty", "all but this", "all"),
                    report.additions().stream()
                            .map(DetectorWhiteBoxCommand::row)
                            .toList()));
        }
    }

    private static List<String> row(WhiteBoxReport.Addition addition) {
        return List.of(
                addition.decoding(),
                shown(addition.single()),
                shown(addition.unpenalised()),
                shown(addition.others()),
                shown(addition.all()));
    }

    private static String shown(double area) {
        return String.format(Locale.ROOT, "%.3f", area);
    }

    private static String line(WhiteBoxReport.Cell cell) {
        return String.format(
                Locale.ROOT,
                "%-66s %6d %6d  %.3f (%.3f to %.3f) %8.3f %9.3f %8.3f %6.3f",
                cell.decoding(),
                cell.tokens(),
                cell.machine(),
                cell.head().value(),
                cell.head().low(),
                cell.head().high(),
                cell.truePositiveRateAt1(),
                cell.curvature(),
                cell.logRank(),
                cell.logProbability());
    }
}
