package io.draftgate.detection.training;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether the probabilities mean what they say. A probability is meant at even odds, so both labels weigh the same however
 * many texts they have. Immutable.
 *
 * @param bins of probability, those that hold texts
 * @param brier mean squared error; NaN without both labels
 * @param ece mean distance of the bins from the diagonal, weighed by their texts; NaN without both labels
 */
public record Reliability(List<Bin> bins, double brier, double ece) {

    private static final int BINS = 10;

    /**
     * Texts whose probability lies in one tenth.
     *
     * @param probability mean, weighed
     * @param machine share of machine texts, weighed
     */
    public record Bin(int texts, double probability, double machine) {}

    public Reliability {
        bins = List.copyOf(bins);
    }

    static Reliability of(List<EvaluatedText> texts) {
        List<EvaluatedText> judged = texts.stream()
                .filter(text -> text.detection().probability().isPresent())
                .toList();
        long machine = judged.stream().filter(EvaluatedText::isMachine).count();
        long human = judged.size() - machine;
        if (machine == 0 || human == 0) {
            return new Reliability(List.of(), Double.NaN, Double.NaN);
        }
        int[] counts = new int[BINS];
        double[] weights = new double[BINS];
        double[] probabilities = new double[BINS];
        double[] machines = new double[BINS];
        double brier = 0;
        for (EvaluatedText text : judged) {
            double p = text.detection().probability().orElseThrow();
            double label = text.isMachine() ? 1 : 0;
            double weight = 0.5 / (text.isMachine() ? machine : human);
            int bin = Math.min(BINS - 1, (int) (p * BINS));
            counts[bin]++;
            weights[bin] += weight;
            probabilities[bin] += weight * p;
            machines[bin] += weight * label;
            brier += weight * (p - label) * (p - label);
        }
        List<Bin> bins = new ArrayList<>();
        double ece = 0;
        for (int bin = 0; bin < BINS; bin++) {
            if (counts[bin] > 0) {
                bins.add(new Bin(counts[bin], probabilities[bin] / weights[bin], machines[bin] / weights[bin]));
                ece += Math.abs(probabilities[bin] - machines[bin]);
            }
        }
        return new Reliability(bins, brier, ece);
    }
}
