package io.draftgate.cli.screening;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.detection.Detector;
import io.draftgate.detection.training.DetectorEvaluation;
import io.draftgate.detection.training.LabelledText;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code draftgate detector evaluate}. */
@Command(
        name = "evaluate",
        description = {
            "Measure a detector on texts of known origin.",
            "AUROC and the true-positive rates are those of the raw scores of all texts; accuracy is that of the verdicts "
                    + "given, and texts without a verdict are counted apart. In brackets stands the interval at 95 %%."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate detector evaluate --data valid.jsonl.gz",
            "  draftgate detector evaluate --data valid.jsonl.gz --sample 2000 --html report.html",
            "  draftgate detector evaluate --data valid.jsonl.gz --detector detector.bin --json"
        })
final class DetectorEvaluateCommand extends DraftgateCommand {

    private final Console console;

    @Mixin
    private final LabelledData data = new LabelledData();

    @Mixin
    private final SampleOption sample = new SampleOption();

    @Mixin
    private final HtmlOption html = new HtmlOption();

    @Mixin
    private final DetectorOption detectorOption = new DetectorOption();

    DetectorEvaluateCommand(Console console) {
        this.console = console;
    }

    @Override
    protected ExitCode run() throws Exception {
        html.requireWritable();
        List<LabelledText> texts = sample.of(data.read());
        try (Detector detector = detectorOption.open();
                StageReport stages = new StageReport(console)) {
            DetectorEvaluation evaluation = DetectorEvaluation.of(detector, texts, stages);
            html.write(EvaluationPage.of(evaluation, detector.digest()));
            print(evaluation, detector);
        }
        return ExitCode.DONE;
    }

    private void print(DetectorEvaluation evaluation, Detector detector) {
        if (json()) {
            boolean calibrated = detector.definition().calibration().onUsersTexts();
            console.json(EvaluationDocument.of(evaluation, calibrated, detector.digest()));
            return;
        }
        console.line(TextTable.of(EvaluationTable.HEADER, EvaluationTable.rows(evaluation)));
    }
}
