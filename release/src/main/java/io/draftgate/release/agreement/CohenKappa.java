package io.draftgate.release.agreement;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Agreement of two raters beyond chance, unweighted: {@code (Po - Pe) / (1 - Pe)}. Immutable.
 *
 * @param units rated by both
 * @param observed share of units on which they agree, Po
 * @param expected share on which they would agree by chance, given how often each uses each category, Pe
 * @see <a href="https://doi.org/10.1177/001316446002000104">Cohen 1960, A coefficient of agreement for nominal scales</a>
 */
public record CohenKappa(int units, double observed, double expected) {

    /** Of two raters, over the units that both rated. */
    public static CohenKappa of(Ratings ratings, String one, String other) {
        Map<Integer, Integer> ofOne = new HashMap<>();
        Map<Integer, Integer> ofOther = new HashMap<>();
        int units = 0;
        int agreed = 0;
        for (Map<String, Integer> unit : ratings.units()) {
            Integer first = unit.get(one);
            Integer second = unit.get(other);
            if (first != null && second != null) {
                units++;
                agreed += first.equals(second) ? 1 : 0;
                ofOne.merge(first, 1, Integer::sum);
                ofOther.merge(second, 1, Integer::sum);
            }
        }
        double square = Math.max(1.0, (double) units * units);
        double expected = ofOne.entrySet().stream()
                .mapToDouble(category -> category.getValue() * ofOther.getOrDefault(category.getKey(), 0) / square)
                .sum();
        return new CohenKappa(units, agreed / Math.max(1.0, units), expected);
    }

    /** The coefficient, -1 to 1; empty where chance alone agrees always, or nothing was rated by both. */
    public OptionalDouble value() {
        return units == 0 || expected >= 1
                ? OptionalDouble.empty()
                : OptionalDouble.of((observed - expected) / (1 - expected));
    }
}
