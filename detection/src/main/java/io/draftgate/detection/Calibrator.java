package io.draftgate.detection;

import io.draftgate.detection.feature.Passage;
import io.draftgate.detection.feature.Reading;
import io.draftgate.detection.likelihood.LanguageModel;
import io.draftgate.detection.model.Calibration;
import io.draftgate.detection.model.ClopperPearson;
import io.draftgate.detection.model.HumanNorm;
import io.draftgate.detection.model.LengthBand;
import io.draftgate.detection.model.OperatingPoint;
import io.draftgate.detection.model.RegimeEnsemble;
import io.draftgate.detection.text.NormalisedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Makes a detector one for a user's own kind of text: its features are centred on texts that the user knows to be by people,
 * and its thresholds are chosen on them, a length at a time. No text is scored by a detector that was centred on it: each
 * half of them is scored after centring on the other half. Confined to one thread.
 */
public final class Calibrator {

    /** The mean of fewer texts is worse than that of the training's. */
    public static final int MIN_TEXTS = 50;

    /**
     * The share of a false-positive rate that thresholds have to be chosen at where texts come from elsewhere, too: other people's
     * texts reach a threshold more often than those that it was chosen on. {@code detector compare} measures what that is worth.
     */
    public static final double ELSEWHERE = 0.5;

    private final Detector detector;

    /** A calibrator of a detector, which stays as it is. */
    public Calibrator(Detector detector) {
        this.detector = detector;
    }

    /**
     * What came of it.
     *
     * @param definition the calibrated detector's
     * @param bands one a length
     * @param texts that could be measured
     */
    public record Outcome(DetectorDefinition definition, List<Band> bands, int texts) {

        public Outcome {
            bands = List.copyOf(bands);
        }
    }

    /**
     * What a length got.
     *
     * @param texts of this length; longer texts are cut to it
     * @param promisable lowest false-positive rate that so many texts can promise at 95 %; empty without one
     * @param point thresholds; empty where the rate asked for cannot be promised, and every text of this length is ABSTAIN
     */
    public record Band(LengthBand band, int texts, OptionalDouble promisable, Optional<OperatingPoint> point) {}

    @SuppressWarnings("ArrayRecordComponent") // not shared, and not changed
    private record Row(boolean half, int characters, double[] features) {}

    /**
     * Calibrates.
     *
     * @param humanTexts of people alone, of the kind that will be judged
     * @param falsePositiveRate that every band has to promise, e.g. 0.01
     * @param measured hears of every text that was measured
     * @throws IllegalArgumentException if there are too few texts to centre on
     */
    public Outcome calibrate(List<String> humanTexts, double falsePositiveRate, Consumer<Integer> measured)
            throws InterruptedException {
        List<Row> rows = new ArrayList<>();
        int texts = 0;
        for (int from = 0; from < humanTexts.size(); from += LanguageModel.READ_BESIDE) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while measuring texts");
            }
            int to = Math.min(humanTexts.size(), from + LanguageModel.READ_BESIDE);
            List<String> some = humanTexts.subList(from, to).stream()
                    .map(text -> NormalisedText.of(text).text())
                    .toList();
            List<Reading> readings = detector.languageModel().readAll(some);
            for (int i = from; i < to; i++) {
                texts += measure(some.get(i - from), readings.get(i - from), i, rows) ? 1 : 0;
                measured.accept(i + 1);
            }
        }
        if (texts < MIN_TEXTS) {
            throw new IllegalArgumentException(texts + " human texts are long enough to measure, expected at least "
                    + MIN_TEXTS + "; " + ClopperPearson.trialsFor(falsePositiveRate) + " promise a rate of "
                    + falsePositiveRate);
        }
        return outcome(rows, texts, falsePositiveRate);
    }

    private Outcome outcome(List<Row> rows, int texts, double falsePositiveRate) {
        DetectorDefinition before = detector.definition();
        RegimeEnsemble onFirst = before.ensemble().centredOn(features(rows, Row::half));
        RegimeEnsemble onSecond = before.ensemble().centredOn(features(rows, row -> !row.half()));
        List<Calibration.Scored> scored = rows.stream()
                .map(row -> new Calibration.Scored(
                        row.characters(),
                        (row.half() ? onSecond : onFirst).score(row.features()).joined(),
                        false))
                .toList();
        Calibration calibration = before.calibration().onTextsOfAUser(scored, falsePositiveRate);
        List<HumanNorm> norms = HumanNorm.of(
                rows.stream().map(Row::characters).toList(),
                features(rows, row -> true),
                before.ensemble().standardiser().centres());
        DetectorDefinition after = new DetectorDefinition(
                before.card(),
                before.tables(),
                before.ensemble().centredOn(features(rows, row -> true)),
                calibration,
                norms);
        return new Outcome(after, bands(scored, calibration), texts);
    }

    private static List<Band> bands(List<Calibration.Scored> scored, Calibration calibration) {
        List<Band> bands = new ArrayList<>();
        for (LengthBand band : LengthBand.ALL) {
            int texts = (int) scored.stream()
                    .filter(text -> band.contains(text.characters()))
                    .count();
            bands.add(new Band(
                    band,
                    texts,
                    texts == 0 ? OptionalDouble.empty() : OptionalDouble.of(ClopperPearson.upper(0, texts)),
                    calibration.points().stream()
                            .filter(point -> point.band().equals(band))
                            .findFirst()));
        }
        return bands;
    }

    /** Measures a text at its own length and, cut, at every shorter one. */
    private boolean measure(String text, Reading reading, int number, List<Row> rows) {
        boolean some = false;
        for (LengthBand band : LengthBand.ALL) {
            if (text.length() >= band.from()) {
                int shortest = band.from();
                int room = Math.min(band.to(), text.length()) - shortest;
                int length = band.contains(text.length())
                        ? text.length()
                        : shortest + Math.floorMod(text.hashCode(), Math.max(1, room));
                String cut = text.substring(0, length);
                Passage passage = Passage.of(NormalisedText.of(cut));
                if (passage.isProse()) {
                    int tokens = detector.languageModel().tokenizer().encode(cut).length;
                    rows.add(new Row(
                            number % 2 == 0, cut.length(), detector.measure(passage.with(reading.part(0, tokens)))));
                    some = true;
                }
            }
        }
        return some;
    }

    private static List<double[]> features(List<Row> rows, Predicate<Row> wanted) {
        return rows.stream().filter(wanted).map(Row::features).toList();
    }
}
