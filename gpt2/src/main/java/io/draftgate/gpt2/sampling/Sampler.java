package io.draftgate.gpt2.sampling;

/**
 * Draws tokens by the recipe of this package. Looks at as few candidates as the draw needs: a long tail is only ordered when u
 * falls into it. Reuses its memory; confined to one thread.
 */
public final class Sampler {
    /** Candidates looked at first when nothing else bounds them; most draws end among them. */
    private static final int FIRST_CANDIDATES = 64;

    private final TopSelection top;
    private final double[] cumulative;

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
        int limit = topK == 0 ? values.length : Math.min(topK, values.length);
        boolean hasTail = limit == values.length;
        double sumOfAll = hasTail ? sumOfAll(values, highest, temperature) : Double.NaN;
        int wanted = hasTail ? Math.min(limit, FIRST_CANDIDATES) : limit;
        while (true) {
            int candidates = Math.min(top.select(values, wanted), limit);
            accumulate(values, highest, temperature, candidates);
            // Of all candidates the running sum itself is the total: another order of summing differs by a rounding,
            // and u times the total must lie below the last sum.
            double total = candidates == limit ? cumulative[candidates - 1] : sumOfAll;
            int drawn = place(candidates, total, topP, uniform);
            if (drawn < candidates) {
                return top.id(drawn);
            }
            wanted = candidates == FIRST_CANDIDATES ? TopSelection.MOST_BY_HEAP : limit;
        }
    }

    /** The place of the candidate that u picks, or {@code candidates} if it lies beyond those at hand. */
    private int place(int candidates, double total, double topP, double uniform) {
        double mass = total;
        if (topP < 1) {
            int last = firstAtLeast(candidates, topP * total);
            if (last == candidates) {
                return candidates;
            }
            mass = cumulative[last];
        }
        double target = uniform * mass;
        int place = 0;
        while (place < candidates && cumulative[place] <= target) {
            place++;
        }
        return place;
    }

    private int firstAtLeast(int candidates, double sum) {
        int place = 0;
        while (place < candidates && cumulative[place] < sum) {
            place++;
        }
        return place;
    }

    private void accumulate(float[] values, double highest, double temperature, int candidates) {
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
