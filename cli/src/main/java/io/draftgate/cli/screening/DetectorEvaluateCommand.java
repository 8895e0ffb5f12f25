package io.draftgate.cli.screening;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.detection.Detector;
import io.draftgate.detection.training.DetectorEvaluation;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code draftgate detector evaluate}. */
@Command(
        name = "evaluate",
        description = {
            "Measure a detector on texts of known origin.",
            "AUROC and the true-positive rates are those of the raw scores of all texts; accuracy is that of the verdicts "
                    + "given, and texts without a verdict are counted apart."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate detector evaluate --data valid.jsonl.gz",
            "  draftgate detector evaluate --data valid.jsonl.gz --detector detector.bin --json"
        })
final class DetectorEvaluateCommand extends DraftgateCommand {

    private final Console console;

    @Mixin
    private final LabelledData data = new LabelledData();

    @Mixin
    private final DetectorOption detectorOption = new DetectorOption();

    DetectorEvaluateCommand(Console console) {
        this.console = console;
    }

    private record Figures(
            int n,
            @Nullable Double auroc,
            Map<String, @Nullable Double> tprAtFpr,
            @Nullable Double accuracy,
            int abstained,
            Map<String, Integer> synthetic,
            String detectorDigest) {

        static Figures of(DetectorEvaluation evaluation, String detectorDigest) {
            Map<String, @Nullable Double> rates = new TreeMap<>();
            evaluation.tprAtFpr().forEach((rate, share) -> rates.put(rate, finite(share)));
            return new Figures(
                    evaluation.n(),
                    finite(evaluation.auroc()),
                    rates,
                    finite(evaluation.accuracy()),
                    evaluation.abstained(),
                    new TreeMap<>(evaluation.synthetic()),
                    detectorDigest);
        }

        /** JSON has no NaN: a figure that does not exist is null. */
        private static @Nullable Double finite(double figure) {
            return Double.isFinite(figure) ? figure : null;
        }
    }

    @Override
    protected ExitCode run() throws Exception {
        var texts = data.read();
        try (Detector detector = detectorOption.open()) {
            print(Figures.of(DetectorEvaluation.of(detector, texts), detector.digest()));
        }
        return ExitCode.DONE;
    }

    private void print(Figures figures) {
        if (json()) {
            console.json(figures);
            return;
        }
        console.line("texts      " + figures.n());
        console.line("AUROC      " + shown(figures.auroc()));
        figures.tprAtFpr().forEach((rate, share) -> console.line("TPR at FPR " + rate + "  " + shown(share)));
        console.line("accuracy   " + shown(figures.accuracy()) + " of the verdicts given");
        console.line("abstained  " + figures.abstained());
    }

    private static String shown(@Nullable Double figure) {
        return figure == null ? "-" : String.format(Locale.ROOT, "%.4f", figure);
    }
}
