package io.draftgate.cli.screening;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.model.ModelOption;
import io.draftgate.detection.training.Design;
import io.draftgate.detection.training.Estimate;
import io.draftgate.detection.training.SourceReport;
import io.draftgate.detection.training.SourceStudy;
import io.draftgate.detection.training.TrainingOptions;
import io.draftgate.gpt2.model.Gpt2;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code draftgate detector compare}. */
@Command(
        name = "compare",
        description = {
            "Compare designs of a detector for text of unknown models on collections that they had not learned from.",
            "Every collection is left out once. Beside the shipped design stand the TF-IDF baseline, hashed n-grams of words and "
                    + "characters, extremely randomised trees and XGBoost, trained on the same rows. Then thresholds chosen on one collection's human texts are put to the "
                    + "others'."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate detector compare --data train.jsonl.gz --data valid.jsonl.gz --books books.txt.gz"
        })
final class DetectorCompareCommand extends DraftgateCommand {

    private final Console console;

    @Mixin
    private final LabelledData data = new LabelledData();

    @Mixin
    private final BookFiles books = new BookFiles();

    @Option(
            names = "--design",
            paramLabel = "NAME",
            description =
                    "Only this one: tf-idf, hashed-ngrams, extra-trees, xgboost, regimes or regimes-centred; can be "
                            + "repeated. The thresholds are those of regimes.")
    private List<String> designs = new ArrayList<>();

    @Mixin
    private final ModelOption modelOption = new ModelOption();

    DetectorCompareCommand(Console console) {
        this.console = console;
    }

    @Override
    protected ExitCode run() throws Exception {
        Set<Design> asked = asked();
        var rows = data.read();
        var documents = books.read();
        try (Gpt2 model = modelOption.open();
                StageReport stages = new StageReport(console)) {
            print(new SourceStudy(model.tokenizer(), TrainingOptions.DEFAULT, asked, stages).run(rows, documents));
        } catch (IllegalArgumentException e) {
            throw LabelledData.badData(e);
        }
        return ExitCode.DONE;
    }

    private Set<Design> asked() {
        Set<Design> asked = new HashSet<>();
        for (String name : designs) {
            asked.add(Design.ALL.stream()
                    .filter(design -> design.designName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> CommandException.usage(
                            "--design " + name + " is unknown",
                            "Try one of "
                                    + Arrays.stream(Design.values())
                                            .map(Design::designName)
                                            .collect(Collectors.joining(", ")))));
        }
        return asked.isEmpty() ? Design.ALL : asked;
    }

    private void print(SourceReport report) {
        if (json()) {
            console.json(report);
            return;
        }
        console.line(TextTable.of(
                List.of("collection left out", "design", "human", "machine", "AUROC", "TPR at FPR 1 %", "at 5 %"),
                report.results().stream().map(DetectorCompareCommand::row).toList()));
        if (report.transfers().isEmpty()) {
            return;
        }
        console.line("");
        console.line(TextTable.of(
                List.of("threshold from", "put to", "characters", "chosen at", "promised", "texts", "rate", "promise"),
                report.transfers().stream().map(DetectorCompareCommand::row).toList()));
    }

    private static List<String> row(SourceReport.Result result) {
        return List.of(
                result.collection(),
                result.design(),
                Integer.toString(result.human()),
                Integer.toString(result.machine()),
                shown(result.auroc()),
                shown(result.truePositiveRateAt1()),
                shown(result.truePositiveRateAt5()));
    }

    private static List<String> row(SourceReport.Transfer transfer) {
        return List.of(
                transfer.from(),
                transfer.to(),
                transfer.band().toString(),
                String.format(Locale.ROOT, "%.4f", transfer.chosenAt()),
                String.format(Locale.ROOT, "%.4f", transfer.bound()),
                Integer.toString(transfer.texts()),
                String.format(Locale.ROOT, "%.4f", transfer.rate()),
                transfer.holds() ? "holds" : "broken");
    }

    private static String shown(Estimate estimate) {
        return String.format(Locale.ROOT, "%.3f (%.3f-%.3f)", estimate.value(), estimate.low(), estimate.high());
    }
}
