package io.draftgate.cli.screening;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.detection.Detector;
import io.draftgate.detection.training.HardeningReport;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code draftgate detector attack}. */
@Command(
        name = "attack",
        description = {
            "Measure what attempts to hide do to a detector.",
            "Machine texts are changed (hidden characters, look-alike letters, white space, case, misspelling, deleted articles "
                    + "and commas, truncation), human texts stay as they are. Each figure comes with its difference from that of "
                    + "the unchanged texts."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate detector attack --data valid.jsonl.gz --sample 600",
            "  draftgate detector attack --data own.jsonl.gz --detector detector.bin --json"
        })
final class DetectorAttackCommand extends DraftgateCommand {

    private final Console console;

    @Mixin
    private final LabelledData data = new LabelledData();

    @Mixin
    private final SampleOption sample = new SampleOption();

    @Mixin
    private final DetectorOption detectorOption = new DetectorOption();

    DetectorAttackCommand(Console console) {
        this.console = console;
    }

    private record Document(int human, int machine, List<HardeningReport.Row> attacks, String detectorDigest) {}

    @Override
    protected ExitCode run() throws Exception {
        var texts = sample.of(data.read());
        try (Detector detector = detectorOption.open();
                StageReport stages = new StageReport(console)) {
            print(HardeningReport.of(detector, texts, stages), detector.digest());
        } catch (IllegalArgumentException e) {
            throw LabelledData.badData(e);
        }
        return ExitCode.DONE;
    }

    private void print(HardeningReport report, String digest) {
        if (json()) {
            console.json(new Document(report.human(), report.machine(), report.attacks(), digest));
            return;
        }
        console.line(report.machine() + " machine texts, " + report.human() + " human texts");
        console.line(TextTable.of(
                List.of("attack", "AUROC", "TPR at FPR 1 %", "recall", "called human"),
                report.attacks().stream().map(DetectorAttackCommand::row).toList()));
    }

    private static List<String> row(HardeningReport.Row row) {
        return List.of(
                row.attack(),
                String.format(Locale.ROOT, "%.3f (%+.3f)", row.auroc(), row.aurocDelta()),
                String.format(Locale.ROOT, "%.3f (%+.3f)", row.truePositiveRateAt1(), row.truePositiveRateAt1Delta()),
                String.format(Locale.ROOT, "%.3f (%+.3f)", row.recall(), row.recallDelta()),
                String.format(Locale.ROOT, "%.3f", row.calledHuman()));
    }
}
