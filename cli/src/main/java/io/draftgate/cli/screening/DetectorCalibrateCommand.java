package io.draftgate.cli.screening;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.detection.Calibrator;
import io.draftgate.detection.Detector;
import io.draftgate.detection.model.ClopperPearson;
import io.draftgate.detection.model.OperatingPoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code draftgate detector calibrate}. */
@Command(
        name = "calibrate",
        description = {
            "Make a detector one for your own kind of text: centre its features and choose its thresholds on texts that you "
                    + "know to be by people.",
            "Every length gets the lowest threshold whose false-positive rate is promised at 95 %% confidence (Clopper-Pearson); "
                    + "1 %% takes 299 texts. A length with fewer texts abstains, and it is said which rate they could promise. "
                    + "Longer texts are cut to serve for the shorter lengths, too."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate detector calibrate --human ours.jsonl --fpr 0.01",
            "  draftgate detector calibrate --human ours.jsonl --fpr 0.001 --output strict.bin --json",
            "  draftgate screen --detector detector.bin < essay.txt"
        })
final class DetectorCalibrateCommand extends DraftgateCommand {

    private final Console console;

    @Mixin
    private final HumanFiles human = new HumanFiles();

    @Option(
            names = "--fpr",
            paramLabel = "RATE",
            description = "Share of your human texts that may be called SYNTHETIC (default: ${DEFAULT-VALUE}).")
    private double rate = 0.01;

    @Option(
            names = "--elsewhere",
            description =
                    "The texts to be judged come from other places than --human, too: choose the thresholds at half of --fpr, so "
                            + "that it holds there. Takes twice as many texts.")
    private boolean elsewhere;

    @Option(names = "--output", paramLabel = "FILE", description = "The file to write (default: ${DEFAULT-VALUE}).")
    private Path output = Path.of("detector.bin");

    @Mixin
    private final DetectorOption detectorOption = new DetectorOption();

    DetectorCalibrateCommand(Console console) {
        this.console = console;
    }

    private record Document(
            String detector,
            String detectorDigest,
            int texts,
            double falsePositiveRate,
            double chosenAt,
            List<Length> lengths) {}

    /** A length as it is printed; null where there is nothing to say. */
    private record Length(
            String characters,
            int texts,
            @Nullable Double promisable,
            boolean abstains,
            @Nullable Double upperBound,
            @Nullable Double syntheticFrom) {

        static Length of(Calibrator.Band band) {
            OperatingPoint point = band.point().orElse(null);
            return new Length(
                    band.band().toString(),
                    band.texts(),
                    band.promisable().isPresent() ? band.promisable().getAsDouble() : null,
                    point == null,
                    point == null ? null : point.upperBound(),
                    point == null ? null : point.syntheticFrom());
        }
    }

    @Override
    protected ExitCode run() throws Exception {
        if (!(rate > 0 && rate < 0.5)) {
            throw CommandException.usage("--fpr is " + rate + ", expected above 0 and below 0.5", "Try --fpr 0.01");
        }
        Path file = OutputFile.requireWritable(output);
        List<String> texts = human.read();
        try (Detector detector = detectorOption.open()) {
            Calibrator.Outcome outcome = calibrate(detector, texts);
            String digest = Detector.save(outcome.definition(), file);
            print(new Document(
                    file.toString(),
                    digest,
                    outcome.texts(),
                    rate,
                    chosenAt(),
                    outcome.bands().stream().map(Length::of).toList()));
        }
        return ExitCode.DONE;
    }

    private Calibrator.Outcome calibrate(Detector detector, List<String> texts) throws InterruptedException {
        try (StageReport stages = new StageReport(console)) {
            stages.reached("Measuring texts", 0, texts.size());
            return new Calibrator(detector)
                    .calibrate(texts, chosenAt(), done -> stages.reached("Measuring texts", done, texts.size()));
        } catch (IllegalArgumentException e) {
            throw LabelledData.badData(e);
        }
    }

    private double chosenAt() {
        return elsewhere ? rate * Calibrator.ELSEWHERE : rate;
    }

    private void print(Document document) {
        if (json()) {
            console.json(document);
            return;
        }
        for (Length length : document.lengths()) {
            console.line(
                    String.format("%-9s characters, %d texts: %s", length.characters(), length.texts(), words(length)));
        }
        console.line("Wrote " + document.detector() + ", " + document.detectorDigest() + ", calibrated on "
                + document.texts() + " texts.");
    }

    private String words(Length length) {
        if (length.syntheticFrom() != null && length.upperBound() != null) {
            return String.format(
                    Locale.ROOT,
                    "SYNTHETIC from a score of %.2f, promises a false-positive rate of at most %.2f %%",
                    length.syntheticFrom(),
                    100 * length.upperBound());
        }
        String could = length.promisable() == null
                ? "none"
                : String.format(Locale.ROOT, "%.2f %% at best", 100 * length.promisable());
        return String.format(
                Locale.ROOT,
                "abstains; they promise %s, %s %% takes %d texts",
                could,
                100 * chosenAt(),
                ClopperPearson.trialsFor(chosenAt()));
    }
}
