package io.draftgate.gpt2.sampling;

/**
 * Draws tokens by the recipe of this package. Looks at as few candidates as the draw needs: a long tail is only ordered when u
 * falls into it. Reuses its memory; confined to one thread.
 */
public final class Sampler {
    /** Candidates looked at first when nothing else bounds them; most draws end among them. */
    private static final int FIRST_CANDIDATES = 64;

    /** Takes some more candidates than needed, so that a rounding cannot leave the draw short of them. */
    private static final double SAFETY = 0.5;

    private final TopSelection top;
    private final double[] cumulative;
    private int candidates;

    public Sampler(int vocabularySize) {
        top = new TopSelection(vocabularySize);
        cumulative = new double[vocabularySize];
    }

    /**
     * Draws one token.
     *
     * @param temperature above 0 (0 is {@link Distribution#likeliest})
     * @param topK 0 = all
     * @param topP above 0, 1 = all
     * @param uniform in [0, 1)
     * @return its id
     */
    public int draw(Distribution distribution, double temperature, int topK, double topP, double uniform) {
        float[] values = distribution.logProbabilities();
        double highest = values[distribution.likeliest()];
        if (topK > 0 && topK < values.length) {
            candidates = Math.min(top.highest(values, topK), topK);
            accumulate(values, highest, temperature);
            return top.id(place(cumulative[candidates - 1], topP, uniform));
        }
        double total = sumOfAll(values, highest, temperature);
        candidates = top.highest(values, FIRST_CANDIDATES);
        accumulate(values, highest, temperature);
        double share = topP < 1 ? topP : uniform;
        if (cumulative[candidates - 1] <= share * total) {
            // Of the weights that are left out none reaches the mean of what the draw does not need, so all of them
            // together do not either.
            double lightest = SAFETY * (1 - share) * total / values.length;
            candidates = top.notBelow(values, highest + temperature * Math.log(lightest));
            accumulate(values, highest, temperature);
        }
        return top.id(place(total, topP, uniform));
    }

    /** The place of the candidate that u picks. A sum that a rounding keeps from being reached is reached by the last. */
    private int place(double total, double topP, double uniform) {
        double mass = total;
        if (topP < 1) {
            int last = 0;
            while (last < candidates - 1 && cumulative[last] < topP * total) {
                last++;
            }
            mass = cumulative[last];
        }
        double target = uniform * mass;
        int place = 0;
        while (place < candidates - 1 && cumulative[place] <= target) {
            place++;
        }
        return place;
    }

    private void accumulate(float[] values, double highest, double temperature) {
        double sum = 0;
        for (int place = 0; place < candidates; place++) {
            sum += Exponential.of((values[top.id(place)] - highest) / temperature);
            cumulative[place] = sum;
        }
    }

    private static double sumOfAll(float[] values, double highest, double temperature) {
        double sum = 0;
        for (float value : values) {
            sum += Exponential.of((value - highest) / temperature);
        }
        return sum;
    }
}
