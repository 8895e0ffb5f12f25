package io.draftgate.release.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What each rater said of each unit; not every rater of every unit. Immutable.
 *
 * @param units for each unit the rating by rater; ratings are numbers in the order of the scale, of which only the order and
 *     the equality count
 */
public record Ratings(List<Map<String, Integer>> units) {
    public Ratings {
        units = units.stream().map(Map::copyOf).toList();
    }

    /** Everybody who rated, in the order of their names. */
    public List<String> raters() {
        TreeSet<String> raters = new TreeSet<>();
        units.forEach(unit -> raters.addAll(unit.keySet()));
        return List.copyOf(raters);
    }

    /** Units that at least two rated: only they say something of agreement. */
    public List<List<Integer>> pairable() {
        List<List<Integer>> pairable = new ArrayList<>();
        for (Map<String, Integer> unit : units) {
            if (unit.size() >= 2) {
                pairable.add(List.copyOf(new TreeMap<>(unit).values()));
            }
        }
        return pairable;
    }
}
