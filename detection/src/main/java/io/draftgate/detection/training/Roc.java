package io.draftgate.detection.training;

import io.draftgate.detection.model.ClopperPearson;
import java.util.Arrays;
import java.util.Random;

/** How well scores part machine texts from human ones. Immutable. */
final class Roc {

    /** Normal deviate of a two-sided interval at 95 %. */
    private static final double DEVIATIONS = 1.96;

    /** Samples drawn anew for the interval of a true-positive rate; the ends settle to two digits. */
    private static final int RESAMPLES = 200;

    private static final double TAIL = 0.025;

    private final double[] human;
    private final double[] machine;

    /** Scores in any order; a higher score says machine. */
    Roc(double[] human, double[] machine) {
        this.human = human.clone();
        this.machine = machine.clone();
        Arrays.sort(this.human);
        Arrays.sort(this.machine);
    }

    /** Probability that a machine text scores above a human one, ties counting half; NaN without both. */
    double area() {
        return Arrays.stream(shareBelow(machine, human)).average().orElse(Double.NaN);
    }

    /** The same with its interval by DeLong's variance (DeLong, DeLong and Clarke-Pearson 1988). */
    Estimate areaEstimate() {
        if (human.length == 0 || machine.length == 0) {
            return Estimate.NONE;
        }
        double area = area();
        double deviation = Math.sqrt(variance(shareBelow(machine, human)) / machine.length
                + variance(shareBelow(human, machine)) / human.length);
        return new Estimate(
                area, Math.max(0, area - DEVIATIONS * deviation), Math.min(1, area + DEVIATIONS * deviation));
    }

    /** Share of machine texts above every score that more than {@code rate} of the human texts reach. */
    double truePositiveRate(double rate) {
        if (human.length == 0 || machine.length == 0) {
            return Double.NaN;
        }
        return (double) above(rate, human, machine) / machine.length;
    }

    /**
     * The same with its interval: of samples drawn anew from both kinds of texts (the threshold moves, too), or the exact one
     * of a share where that is wider.
     */
    Estimate truePositiveRateEstimate(double rate) {
        if (human.length == 0 || machine.length == 0) {
            return Estimate.NONE;
        }
        Random random = new Random(human.length * 31L + machine.length);
        double[] rates = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            double[] drawn = sample(machine, random);
            rates[i] = (double) above(rate, sample(human, random), drawn) / machine.length;
        }
        Arrays.sort(rates);
        int hits = above(rate, human, machine);
        double[] exact = ClopperPearson.interval(hits, machine.length);
        return new Estimate(
                (double) hits / machine.length,
                Math.min(exact[0], rates[(int) (TAIL * RESAMPLES)]),
                Math.max(exact[1], rates[RESAMPLES - 1 - (int) (TAIL * RESAMPLES)]));
    }

    /**
     * Points of the curve for a picture, from (0, 0) to (1, 1).
     *
     * @return false-positive and true-positive rate, ascending; none without both labels
     */
    double[][] curve(int points) {
        if (human.length == 0 || machine.length == 0) {
            return new double[0][];
        }
        double[][] curve = new double[points + 1][];
        for (int i = 0; i <= points; i++) {
            double rate = (double) i / points;
            curve[i] = new double[] {rate, i == points ? 1 : truePositiveRate(rate)};
        }
        return curve;
    }

    /** How many scores lie above those that so many of the ascending human scores reach. */
    private static int above(double rate, double[] human, double[] machine) {
        double threshold = human[Math.max(0, human.length - 1 - (int) Math.floor(rate * human.length))];
        int below = 0;
        int high = machine.length;
        while (below < high) {
            int middle = (below + high) >>> 1;
            if (machine[middle] > threshold) {
                high = middle;
            } else {
                below = middle + 1;
            }
        }
        return machine.length - below;
    }

    /** Share of the others that each of the scores exceeds, ties counting half; both ascending. */
    private static double[] shareBelow(double[] scores, double[] others) {
        double[] shares = new double[others.length == 0 ? 0 : scores.length];
        int below = 0;
        int upTo = 0;
        for (int i = 0; i < shares.length; i++) {
            while (below < others.length && others[below] < scores[i]) {
                below++;
            }
            while (upTo < others.length && others[upTo] <= scores[i]) {
                upTo++;
            }
            shares[i] = (below + upTo) / 2.0 / others.length;
        }
        return shares;
    }

    private static double variance(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        return Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum() / Math.max(1, values.length - 1);
    }

    /** With replacement, ascending. */
    private static double[] sample(double[] scores, Random random) {
        double[] drawn = new double[scores.length];
        Arrays.setAll(drawn, i -> scores[random.nextInt(scores.length)]);
        Arrays.sort(drawn);
        return drawn;
    }
}
