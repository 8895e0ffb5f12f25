package io.draftgate.gpt2.replay;

import io.draftgate.gpt2.Shaping;
import io.draftgate.gpt2.sampling.Candidates;
import io.draftgate.gpt2.sampling.Distribution;
import io.draftgate.gpt2.sampling.History;
import io.draftgate.gpt2.sampling.Interval;
import io.draftgate.gpt2.sampling.Recipe;
import java.util.Optional;
import java.util.Set;

/** Says of one token whether a random number draws it. Reuses its memory; confined to one thread. */
final class TokenCheck {
    /** The answer. */
    enum Finding {
        EXACT,
        WITHIN_TOLERANCE,
        REFUTED
    }

    private final Recipe recipe;
    private final Distribution moved;
    private final double tolerance;

    TokenCheck(int vocabularySize, int endOfText, Tolerance tolerance) {
        recipe = new Recipe(vocabularySize, endOfText);
        moved = new Distribution(vocabularySize);
        this.tolerance = tolerance.logProbability();
    }

    /** Where a token was drawn. */
    record Place(Distribution own, Shaping shaping, History history, Set<Integer> suppressed, double uniform) {}

    /**
     * The answer to a check.
     *
     * @param margin how much of the cumulative distribution lies between the random number and the token; 1 if the token cannot
     *     be drawn at all
     * @param probability the chance that another random number draws the token; 1 if nobody asked
     */
    record Checked(Finding finding, double margin, double probability) {}

    /**
     * Checks a token.
     *
     * @param isTolerant whether to look at what is near; if not, a token is exact or refuted
     * @param isWeighed whether to tell its probability, which orders the whole vocabulary where nothing is cut off
     */
    Checked check(Place place, int id, boolean isTolerant, boolean isWeighed) {
        Candidates candidates = candidates(place, place.own(), place.shaping());
        boolean isExact = candidates.pick(place.uniform()) == id;
        if (isExact && !isWeighed) {
            return new Checked(Finding.EXACT, 0, 1);
        }
        Optional<Interval> interval = candidates.interval(id);
        double probability =
                isWeighed ? interval.map(found -> found.end() - found.begin()).orElse(0.0) : 1;
        if (isExact) {
            return new Checked(Finding.EXACT, 0, probability);
        }
        double margin = interval.map(found -> found.distance(place.uniform())).orElse(1.0);
        Finding finding = isTolerant && isWithin(place, id) ? Finding.WITHIN_TOLERANCE : Finding.REFUTED;
        return new Checked(finding, margin, probability);
    }

    /**
     * Whether a distribution whose log-probabilities differ by at most the tolerance draws the token. The extremes are looked at:
     * the token moved up and down against all others, which carries it past its neighbours and into or out of what top-k keeps,
     * and the cuts of top-p and min-p moved both ways. What is left, the change of the sums, is at most twice the tolerance over
     * the temperature.
     */
    private boolean isWithin(Place place, int id) {
        Shaping shaping = place.shaping();
        double lowest = 1;
        double highest = 0;
        for (double shift : new double[] {-2 * tolerance, 0, 2 * tolerance}) {
            moved.copy(place.own());
            moved.logProbabilities()[id] += (float) shift;
            moved.update();
            for (double cut : cuts(shaping)) {
                Optional<Interval> interval =
                        candidates(place, moved, withCut(shaping, cut)).interval(id);
                lowest = Math.min(lowest, interval.map(Interval::begin).orElse(1.0));
                highest = Math.max(highest, interval.map(Interval::end).orElse(0.0));
            }
        }
        double slack = shaping.isGreedy() ? 0 : 2 * tolerance / shaping.temperature();
        return lowest < highest && place.uniform() >= lowest - slack && place.uniform() <= highest + slack;
    }

    private double[] cuts(Shaping shaping) {
        boolean isCut = shaping.topP() < 1 || shaping.minP() > 0;
        return isCut ? new double[] {-tolerance, 0, tolerance} : new double[] {0};
    }

    private static Shaping withCut(Shaping shaping, double change) {
        double topP = shaping.topP() < 1 ? clamp(shaping.topP() + change, Double.MIN_NORMAL) : 1;
        double minP = shaping.minP() > 0 ? clamp(shaping.minP() * (1 + change), 0) : 0;
        return new Shaping(
                shaping.logitBias(),
                shaping.repetitionPenalty(),
                shaping.presencePenalty(),
                shaping.frequencyPenalty(),
                shaping.temperature(),
                shaping.topK(),
                topP,
                minP);
    }

    private static double clamp(double value, double lowest) {
        return Math.min(1, Math.max(value, lowest));
    }

    private Candidates candidates(Place place, Distribution distribution, Shaping shaping) {
        return recipe.candidates(distribution, shaping, place.history(), place.suppressed());
    }
}
