package io.draftgate.detection.training;

/**
 * Settings of a training. Immutable.
 *
 * @param maxTextsPerCell of one collection, generator, domain, decoding and label; more of the same teach little
 * @param maxViewedPerCell of those, how many are shown to the language model, whose time is the price of a training; the
 *     thresholds and the figures come from them
 * @param cost C of the logistic regressions: the smaller, the stronger the penalty
 * @param ownCost the same for the regimes of own text, whose marks are plainer
 * @param falsePositiveRate at which thresholds are chosen
 * @param maxBookCharacters of the books that n-grams are counted in
 * @param minBookCount n-grams of 3 and more masked words seen less often in books are left out of the file, and pairs seen
 *     less than half as often
 * @param minBytePairBookCount the same for n-grams of GPT-2's tokens, the yardstick of the language model's own text
 * @param minClassCount the same for the labelled texts
 * @param seed of every choice that is left to chance
 */
public record TrainingOptions(
        int maxTextsPerCell,
        int maxViewedPerCell,
        double cost,
        double ownCost,
        double falsePositiveRate,
        int maxBookCharacters,
        int minBookCount,
        int minBytePairBookCount,
        int minClassCount,
        long seed) {

    /** What the bundled detector is trained with. */
    public static final TrainingOptions DEFAULT =
            new TrainingOptions(1_000, 200, 0.005, 0.05, 0.01, 60_000_000, 20, 2, 4, 1);

    public TrainingOptions {
        if (maxTextsPerCell < 1) {
            throw new IllegalArgumentException("maxTextsPerCell is " + maxTextsPerCell + ", expected at least 1");
        }
        if (maxViewedPerCell < 1) {
            throw new IllegalArgumentException("maxViewedPerCell is " + maxViewedPerCell + ", expected at least 1");
        }
        if (!(cost > 0)) {
            throw new IllegalArgumentException("cost is " + cost + ", expected above 0, e.g. 0.005");
        }
        if (!(ownCost > 0)) {
            throw new IllegalArgumentException("ownCost is " + ownCost + ", expected above 0, e.g. 0.05");
        }
        if (!(falsePositiveRate > 0 && falsePositiveRate < 1)) {
            throw new IllegalArgumentException(
                    "falsePositiveRate is " + falsePositiveRate + ", expected between 0 and 1, e.g. 0.01");
        }
    }
}
