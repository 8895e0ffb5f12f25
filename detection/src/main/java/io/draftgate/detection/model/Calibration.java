package io.draftgate.detection.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An operating point a band of length, found on texts whose scores come from models that did not learn from them.
 * Immutable.
 *
 * @param points at most one a band; where there is none, no verdict can be stood behind
 * @param onUsersTexts whether the human texts are the user's own, so that the rates hold for theirs
 */
public record Calibration(List<OperatingPoint> points, boolean onUsersTexts) {

    /** Share of machine texts that lie below the HUMAN threshold. */
    static final double MISS_RATE = 0.05;

    /** With fewer human texts a threshold at 1 % is a guess. */
    static final int MIN_TEXTS = 100;

    /** Human scores kept of a band: enough to find the share of one in a thousand. */
    private static final int KEPT_SCORES = 1_000;

    public Calibration {
        points = List.copyOf(points);
    }

    /**
     * A text whose origin is known, as scored by a model that had not seen it.
     *
     * @param characters of the normalised text
     */
    public record Scored(int characters, double score, boolean machine) {}

    /** Finds an operating point for every band with enough texts. */
    public static Calibration fit(List<Scored> texts, double falsePositiveRate) {
        List<OperatingPoint> points = new ArrayList<>();
        for (LengthBand band : LengthBand.ALL) {
            double[] human = scores(texts, band, false);
            double[] machine = scores(texts, band, true);
            if (human.length >= MIN_TEXTS && machine.length >= MIN_TEXTS) {
                points.add(point(band, falsePositiveRate, human, machine));
            }
        }
        return new Calibration(points, false);
    }

    /**
     * Thresholds on a user's own human texts: in every band the lowest of which the rate can be promised at 95 %. A band with
     * too few texts for any loses its point.
     *
     * @param human texts of people alone
     */
    public Calibration onTextsOfAUser(List<Scored> human, double falsePositiveRate) {
        List<OperatingPoint> own = new ArrayList<>();
        for (OperatingPoint point : points) {
            double[] scores = scores(human, point.band(), false);
            int above = allowed(scores.length, falsePositiveRate);
            if (above >= 0) {
                double synthetic = threshold(scores, above);
                own.add(new OperatingPoint(
                        point.band(),
                        falsePositiveRate,
                        ClopperPearson.upper(above, scores.length),
                        synthetic,
                        Math.min(synthetic, point.humanUpTo()),
                        point.curve(),
                        kept(scores),
                        scores.length,
                        point.machineTexts()));
            }
        }
        return new Calibration(own, true);
    }

    /** The operating point for a text of this length; empty where no verdict can be stood behind. */
    public Optional<OperatingPoint> at(int characters) {
        return points.stream()
                .filter(point -> point.band().contains(characters))
                .findFirst();
    }

    /** How many of so many human texts may lie above the threshold; -1 if not even none of them promises the rate. */
    private static int allowed(int texts, double rate) {
        int above = -1;
        while (above + 1 < texts && ClopperPearson.upper(above + 1, texts) <= rate) {
            above++;
        }
        return above;
    }

    private static OperatingPoint point(LengthBand band, double rate, double[] human, double[] machine) {
        int above = (int) Math.floor(rate * human.length);
        double synthetic = threshold(human, above);
        double humanUpTo = Math.min(synthetic, machine[(int) Math.floor(MISS_RATE * machine.length)]);
        return new OperatingPoint(
                band,
                rate,
                ClopperPearson.upper(above, human.length),
                synthetic,
                humanUpTo,
                LogisticCurve.fit(human, machine),
                kept(human),
                human.length,
                machine.length);
    }

    /** Just above the score of a human text, so that only those beyond it, so many, reach it. */
    private static double threshold(double[] ascending, int above) {
        return Math.nextUp(ascending[ascending.length - 1 - above]);
    }

    private static List<Double> kept(double[] ascending) {
        int kept = Math.min(KEPT_SCORES, ascending.length);
        Double[] scores = new Double[kept];
        Arrays.setAll(scores, i -> ascending[(int) ((i + 0.5) * ascending.length / kept)]);
        return List.of(scores);
    }

    private static double[] scores(List<Scored> texts, LengthBand band, boolean machine) {
        return texts.stream()
                .filter(text -> text.machine() == machine && band.contains(text.characters()))
                .mapToDouble(Scored::score)
                .sorted()
                .toArray();
    }
}
