package io.draftgate.detection.training;

import java.util.Arrays;

/** How well scores part machine texts from human ones. Immutable. */
final class Roc {

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
        double wins = 0;
        int below = 0;
        int upTo = 0;
        for (double score : machine) {
            while (below < human.length && human[below] < score) {
                below++;
            }
            while (upTo < human.length && human[upTo] <= score) {
                upTo++;
            }
            wins += (below + upTo) / 2.0;
        }
        return wins / ((double) human.length * machine.length);
    }

    /** Share of machine texts above every score that more than {@code rate} of the human texts reach. */
    double truePositiveRate(double rate) {
        if (human.length == 0 || machine.length == 0) {
            return Double.NaN;
        }
        double threshold = human[human.length - 1 - (int) Math.floor(rate * human.length)];
        return (double) Arrays.stream(machine)
                        .filter(score -> score > threshold)
                        .count()
                / machine.length;
    }
}
