package io.draftgate.gpt2.sampling;

import io.draftgate.gpt2.Shaping;
import java.util.Optional;

/**
 * The tokens that can be drawn, likeliest first, with the running sum of their weights. Orders no more of them than are asked
 * for: a long tail is only looked at when a draw falls into it. Reuses its memory; confined to one thread.
 */
public final class Candidates {
    /** Ordered first when nothing bounds their number; most draws end among them. */
    private static final int FIRST = 64;

    /** Takes some more candidates than needed, so that a rounding cannot leave the draw short of them. */
    private static final double SAFETY = 0.5;

    /** Of the total weight; not more than 10,000 tokens are as likely, and most draws end among them. */
    private static final double SMALL = 1e-4;

    private final TopSelection top;
    private final double[] cumulative;
    private float[] scores = {};
    private Shaping shaping = Shaping.of(0, 0, 1);
    private int likeliest;
    /** Sum of the weights of all tokens that top-k keeps. */
    private double total;
    /** Sum of the weights of all tokens that stay in the draw. */
    private double mass;
    /** How many are ordered. */
    private int ordered;
    /** How many of those stay in the draw. */
    private int kept;

    Candidates(int vocabularySize) {
        top = new TopSelection(vocabularySize);
        cumulative = new double[vocabularySize];
    }

    /** Takes up another distribution, which is not copied. */
    void of(float[] newScores, int newLikeliest, Shaping newShaping) {
        scores = newScores;
        likeliest = newLikeliest;
        shaping = newShaping;
        if (!shaping.isGreedy()) {
            order();
        }
    }

    /**
     * Draws one token; at temperature 0 it is the likeliest.
     *
     * @param uniform in [0, 1)
     * @return its id
     */
    public int pick(double uniform) {
        if (shaping.isGreedy()) {
            return likeliest;
        }
        if (isUncut() && cumulative[ordered - 1] <= uniform * mass) {
            reach(uniform);
        }
        double target = uniform * mass;
        int place = 0;
        while (place < kept - 1 && cumulative[place] <= target) {
            place++;
        }
        return top.id(place);
    }

    /** The uniform numbers that draw a token; none if it is not in the draw. Orders those that are no less likely. */
    public Optional<Interval> interval(int id) {
        if (shaping.isGreedy()) {
            return id == likeliest ? Optional.of(new Interval(0, 1)) : Optional.empty();
        }
        if (isUncut()) {
            ordered = top.notBelow(scores, scores[id]);
            accumulate();
        }
        boolean isWhole = !isUncut() || ordered == scores.length;
        for (int place = 0; place < kept; place++) {
            if (top.id(place) == id) {
                double begin = place == 0 ? 0 : cumulative[place - 1] / mass;
                double end = isWhole && place == kept - 1 ? 1 : Math.min(1, cumulative[place] / mass);
                return end > begin ? Optional.of(new Interval(begin, end)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private void order() {
        if (shaping.topK() > 0 && shaping.topK() < scores.length) {
            ordered = Math.min(top.highest(scores, shaping.topK()), shaping.topK());
            accumulate();
            total = cumulative[ordered - 1];
        } else {
            total = sumOfAll();
            ordered = top.highest(scores, FIRST);
            accumulate();
            if (!isUncut() && kept == ordered) {
                reachTheCut();
            }
        }
        cut();
    }

    private boolean isUncut() {
        return (shaping.topK() == 0 || shaping.topK() >= scores.length) && shaping.topP() == 1 && shaping.minP() == 0;
    }

    /** Orders as many as top-p and min-p need to find where they cut. */
    private void reachTheCut() {
        if (shaping.minP() > 0) {
            orderDownTo(SAFETY * shaping.minP());
        } else if (cumulative[ordered - 1] < shaping.topP() * total) {
            reach(shaping.topP());
        }
    }

    /** Orders as many as hold more than this share of the total weight, without the long tail if that will do. */
    private void reach(double share) {
        orderDownTo(Math.min(1, SMALL * total));
        if (cumulative[ordered - 1] <= share * total) {
            // Of the weights that are left out none reaches the mean of what the draw does not need, so all of them
            // together
            // do not either.
            orderDownTo(SAFETY * (1 - share) * total / scores.length);
        }
    }

    private void orderDownTo(double lowestWeight) {
        ordered = top.notBelow(scores, scores[likeliest] + shaping.temperature() * Math.log(lowestWeight));
        accumulate();
    }

    private void accumulate() {
        double highest = scores[likeliest];
        double sharpness = sharpness();
        double sum = 0;
        kept = 0;
        for (int place = 0; place < ordered; place++) {
            double weight = Exponential.of((scores[top.id(place)] - highest) * sharpness);
            kept += weight > 0 && weight >= shaping.minP() ? 1 : 0;
            sum += weight;
            cumulative[place] = sum;
        }
    }

    private void cut() {
        if (isUncut()) {
            mass = total;
            return;
        }
        if (shaping.topP() < 1) {
            int last = 0;
            while (last < kept - 1 && cumulative[last] < shaping.topP() * total) {
                last++;
            }
            kept = last + 1;
        }
        mass = cumulative[kept - 1];
    }

    /** To multiply by it is several times as fast as to divide by the temperature; finite also for the smallest one. */
    private double sharpness() {
        return Math.min(1 / shaping.temperature(), Double.MAX_VALUE);
    }

    private double sumOfAll() {
        double highest = scores[likeliest];
        double sharpness = sharpness();
        double sum = 0;
        for (float score : scores) {
            sum += Exponential.of((score - highest) * sharpness);
        }
        return sum;
    }
}
