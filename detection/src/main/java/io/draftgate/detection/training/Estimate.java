package io.draftgate.detection.training;

/**
 * A figure with its interval at 95 %. NaN where it does not exist.
 *
 * @param value measured
 * @param low end of the interval, at most {@code value}
 * @param high end of the interval, at least {@code value}
 */
public record Estimate(double value, double low, double high) {

    /** A figure that does not exist. */
    static final Estimate NONE = new Estimate(Double.NaN, Double.NaN, Double.NaN);
}
