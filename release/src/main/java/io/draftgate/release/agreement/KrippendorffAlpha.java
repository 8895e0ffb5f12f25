package io.draftgate.release.agreement;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Agreement of any number of raters beyond chance, with gaps: 1 minus observed over expected disagreement. Immutable.
 *
 * @see <a href="https://repository.upenn.edu/handle/20.500.14332/2089">Krippendorff 2011, Computing Krippendorff's
 *     Alpha-Reliability</a>
 */
public enum KrippendorffAlpha {
    /** Two categories are the same or not. */
    NOMINAL {
        @Override
        double difference(int one, int other, NavigableMap<Integer, Integer> counts) {
            return one == other ? 0 : 1;
        }
    },
    /** Categories have an order; the more ratings lie between two, the more they differ. */
    ORDINAL {
        @Override
        double difference(int one, int other, NavigableMap<Integer, Integer> counts) {
            int low = Math.min(one, other);
            int high = Math.max(one, other);
            double between = counts.subMap(low, true, high, true).values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            double rank = between - (counts.getOrDefault(low, 0) + counts.getOrDefault(high, 0)) / 2.0;
            return rank * rank;
        }
    };

    /** The squared difference of two categories, given how often each was used. */
    abstract double difference(int one, int other, NavigableMap<Integer, Integer> counts);

    /** The coefficient, at most 1; empty where no unit has two ratings or all ratings are the same. */
    public OptionalDouble of(Ratings ratings) {
        List<List<Integer>> units = ratings.pairable();
        NavigableMap<Integer, Integer> counts = new TreeMap<>();
        units.forEach(unit -> unit.forEach(rating -> counts.merge(rating, 1, Integer::sum)));
        double expected = expected(counts);
        return expected == 0 ? OptionalDouble.empty() : OptionalDouble.of(1 - observed(units, counts) / expected);
    }

    /** Mean difference of two ratings of one unit; each unit weighs as much as it has ratings. */
    private double observed(List<List<Integer>> units, NavigableMap<Integer, Integer> counts) {
        double disagreement = 0;
        int n = 0;
        for (List<Integer> unit : units) {
            double pairs = 0;
            for (int one : unit) {
                for (int other : unit) {
                    pairs += difference(one, other, counts);
                }
            }
            disagreement += pairs / (unit.size() - 1);
            n += unit.size();
        }
        return disagreement / n;
    }

    /** Mean difference of two ratings taken from all of them. */
    private double expected(NavigableMap<Integer, Integer> counts) {
        double n = counts.values().stream().mapToInt(Integer::intValue).sum();
        double disagreement = 0;
        for (Map.Entry<Integer, Integer> one : counts.entrySet()) {
            for (Map.Entry<Integer, Integer> other : counts.entrySet()) {
                disagreement +=
                        (double) one.getValue() * other.getValue() * difference(one.getKey(), other.getKey(), counts);
            }
        }
        return n < 2 ? 0 : disagreement / (n * (n - 1));
    }
}
