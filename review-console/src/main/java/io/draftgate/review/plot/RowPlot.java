package io.draftgate.review.plot;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Counts as bars that lie below each other, the longest as wide as the drawing. Immutable.
 *
 * @param title says what is counted
 */
public record RowPlot(String title, List<Row> rows) {
    public RowPlot {
        rows = List.copyOf(rows);
    }

    /**
     * One count.
     *
     * @param percent width of its bar, of the longest
     */
    public record Row(String name, long count, String percent) {}

    /** The first so many counts in the order of the map. */
    public static RowPlot of(String title, Map<String, Long> counts, int most) {
        long longest = counts.values().stream().mapToLong(Long::longValue).max().orElse(1);
        return new RowPlot(
                title,
                counts.entrySet().stream()
                        .limit(most)
                        .map(count -> new Row(
                                count.getKey(),
                                count.getValue(),
                                String.format(Locale.ROOT, "%.1f", 100.0 * count.getValue() / longest)))
                        .toList());
    }
}
