package io.draftgate.detection.model;

/**
 * The curve that makes a score a probability (Platt 1999), both classes weighing the same.
 *
 * @param slope at least 0
 */
public record LogisticCurve(double slope, double intercept) {

    private static final int STEPS = 100;

    /** Keeps the curve finite where the classes do not overlap. */
    private static final double RIDGE = 1e-3;

    public LogisticCurve {
        if (!(slope >= 0)) {
            throw new IllegalArgumentException("slope is " + slope + ", expected at least 0");
        }
    }

    /** The probability of machine text at a score, 0 to 1. */
    public double probability(double score) {
        return 1 / (1 + Math.exp(-(slope * score + intercept)));
    }

    /** Newton's method on the two parameters. */
    static LogisticCurve fit(double[] human, double[] machine) {
        double slope = 0.1;
        double intercept = 0;
        for (int step = 0; step < STEPS; step++) {
            double[] sums = new double[5];
            add(human, 0, slope, intercept, sums);
            add(machine, 1, slope, intercept, sums);
            double gradientSlope = sums[0] - RIDGE * slope;
            double gradientIntercept = sums[1] - RIDGE * intercept;
            double ss = sums[2] + RIDGE;
            double ii = sums[4] + RIDGE;
            double determinant = ss * ii - sums[3] * sums[3];
            double moveSlope = (ii * gradientSlope - sums[3] * gradientIntercept) / determinant;
            double moveIntercept = (ss * gradientIntercept - sums[3] * gradientSlope) / determinant;
            double damping = Math.min(1, 1 / (Math.abs(moveSlope) + 1e-9));
            slope = Math.max(0, slope + damping * moveSlope);
            intercept += damping * moveIntercept;
            if (Math.abs(moveSlope) + Math.abs(moveIntercept) < 1e-9) {
                break;
            }
        }
        return new LogisticCurve(slope, intercept);
    }

    /** Adds the class's mean gradient and curvature. */
    private static void add(double[] scores, int target, double slope, double intercept, double[] sums) {
        for (double score : scores) {
            double p = 1 / (1 + Math.exp(-(slope * score + intercept)));
            double weight = p * (1 - p) / scores.length;
            sums[0] += (target - p) * score / scores.length;
            sums[1] += (target - p) / scores.length;
            sums[2] += weight * score * score;
            sums[3] += weight * score;
            sums[4] += weight;
        }
    }
}
