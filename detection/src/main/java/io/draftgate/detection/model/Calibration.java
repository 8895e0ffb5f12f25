package io.draftgate.detection.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An operating point a band of length, found on texts whose scores come from models that did not learn from them.
 * Immutable.
 */
public record Calibration(List<OperatingPoint> points) {

    /** Share of machine texts that lie below the HUMAN threshold. */
    static final double MISS_RATE = 0.05;

    /** With fewer human texts a threshold at 1 % is a guess. */
    static final int MIN_TEXTS = 100;

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
            List<Scored> inBand = texts.stream()
                    .filter(text -> band.contains(text.characters()))
                    .toList();
            double[] human = scores(inBand, false);
            double[] machine = scores(inBand, true);
            if (human.length >= MIN_TEXTS && machine.length >= MIN_TEXTS) {
                points.add(point(band, falsePositiveRate, human, machine));
            }
        }
        return new Calibration(points);
    }

    /** The operating point for a text of this length; empty where no verdict can be stood behind. */
    public Optional<OperatingPoint> at(int characters) {
        return points.stream()
                .filter(point -> point.band().contains(characters))
                .findFirst();
    }

    private static OperatingPoint point(LengthBand band, double rate, double[] human, double[] machine) {
        // The k-th highest human score leaves k - 1 human texts above it: k - 1 <= rate * n.
        int above = (int) Math.floor(rate * human.length);
        double synthetic = Math.nextUp(human[human.length - 1 - above]);
        double humanUpTo = Math.min(synthetic, machine[(int) Math.floor(MISS_RATE * machine.length)]);
        LogisticCurve curve = LogisticCurve.fit(human, machine);
        return new OperatingPoint(
                band, rate, synthetic, humanUpTo, curve.slope(), curve.intercept(), human.length, machine.length);
    }

    private static double[] scores(List<Scored> texts, boolean machine) {
        return texts.stream()
                .filter(text -> text.machine() == machine)
                .mapToDouble(Scored::score)
                .sorted()
                .toArray();
    }
}
