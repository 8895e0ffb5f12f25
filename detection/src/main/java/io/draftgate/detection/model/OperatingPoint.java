package io.draftgate.detection.model;

import java.util.Locale;

/**
 * Where the detector says SYNTHETIC and where it says HUMAN in one band of length, and what its score is worth there.
 *
 * @param falsePositiveRate share of human texts called SYNTHETIC that was aimed at, e.g. 0.01
 * @param syntheticFrom scores from here on are SYNTHETIC
 * @param humanUpTo scores up to here are HUMAN; not above {@code syntheticFrom}
 * @param slope of the logistic curve from score to probability, at least 0
 * @param intercept of that curve
 * @param humanTexts human texts it was found with
 * @param machineTexts machine texts it was found with
 */
public record OperatingPoint(
        LengthBand band,
        double falsePositiveRate,
        double syntheticFrom,
        double humanUpTo,
        double slope,
        double intercept,
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
        if (!(slope >= 0)) {
            throw new IllegalArgumentException("slope is " + slope + ", expected at least 0");
        }
    }

    /** The calibrated probability of machine text, at even odds before reading it. */
    public double probability(double score) {
        return 1 / (1 + Math.exp(-(slope * score + intercept)));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "characters=%s fpr=%s synthetic>=%.3f human<=%.3f",
                band,
                falsePositiveRate,
                syntheticFrom,
                humanUpTo);
    }
}
