package io.draftgate.detection.model;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Where the detector says SYNTHETIC and where it says HUMAN in one band of length, and what its score is worth there.
 *
 * @param falsePositiveRate share of human texts called SYNTHETIC that was aimed at, e.g. 0.01
 * @param upperBound of that share in further texts of the same kind, at 95 % (Clopper-Pearson)
 * @param syntheticFrom scores from here on are SYNTHETIC
 * @param humanUpTo scores up to here are HUMAN; not above {@code syntheticFrom}
 * @param curve from score to probability
 * @param humanScores of the human texts it was found with, ascending; of many, as many quantiles
 * @param humanTexts human texts it was found with
 * @param machineTexts machine texts it was found with
 */
public record OperatingPoint(
        LengthBand band,
        double falsePositiveRate,
        double upperBound,
        double syntheticFrom,
        double humanUpTo,
        LogisticCurve curve,
        List<Double> humanScores,
        int humanTexts,
        int machineTexts) {

    public OperatingPoint {
        if (!(falsePositiveRate > 0 && falsePositiveRate < 1)) {
            throw new IllegalArgumentException(
                    "falsePositiveRate is " + falsePositiveRate + ", expected between 0 and 1, e.g. 0.01");
        }
        if (!(humanUpTo <= syntheticFrom)) {
            throw new IllegalArgumentException(
                    "humanUpTo is " + humanUpTo + ", expected at most syntheticFrom, " + syntheticFrom);
        }
        humanScores = List.copyOf(humanScores);
    }

    /** The calibrated probability of machine text, at even odds before reading it. */
    public double probability(double score) {
        return curve.probability(score);
    }

    /** The share of human texts that score at least as high, never 0: one more text could. */
    public double humanShareFrom(double score) {
        int at = Collections.binarySearch(humanScores, score);
        int below = at < 0 ? -at - 1 : at;
        while (below > 0 && humanScores.get(below - 1) >= score) {
            below--;
        }
        return (1.0 + humanScores.size() - below) / (1.0 + humanScores.size());
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "characters=%s fpr=%s bound=%.4f synthetic>=%.3f human<=%.3f",
                band,
                falsePositiveRate,
                upperBound,
                syntheticFrom,
                humanUpTo);
    }
}
