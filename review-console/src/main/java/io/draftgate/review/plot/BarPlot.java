package io.draftgate.review.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Bars that stand beside each other, each stacked from parts. Places are in units of the drawing, from its upper left corner.
 * Immutable.
 *
 * @param title says what is counted
 * @param width of the drawing
 * @param height of the drawing
 * @param parts names of the parts, in the order in which they are stacked; their place in it is their colour
 * @param bars in order
 * @param ticks of the axis of counts
 */
public record BarPlot(String title, int width, int height, List<String> parts, List<Bar> bars, List<Tick> ticks) {
    private static final int WIDTH = 480;
    private static final int HEIGHT = 240;
    private static final int LEFT = 44;
    private static final int RIGHT = 8;
    private static final int TOP = 12;
    private static final int BOTTOM = 28;
    private static final int MAX_BAR_WIDTH = 48;
    private static final int MAX_LABELS = 7;

    public BarPlot {
        parts = List.copyOf(parts);
        bars = List.copyOf(bars);
        ticks = List.copyOf(ticks);
    }

    /**
     * A bar.
     *
     * @param label below it; empty where there would be too many to read
     * @param name in full
     * @param middle of the bar, from the left
     * @param total of its parts
     */
    public record Bar(String label, String name, String middle, long total, List<Box> boxes) {
        public Bar {
            boxes = List.copyOf(boxes);
        }
    }

    /**
     * A part of a bar.
     *
     * @param part number of the part, from 0
     * @param count what it stands for
     */
    public record Box(int part, long count, String x, String y, String width, String height) {}

    /** A line across at a count. */
    public record Tick(String label, String y) {}

    /** Draws counts by bar and part; a part that a bar lacks is 0. */
    public static BarPlot of(String title, List<String> parts, Map<String, Map<String, Long>> countsByBar) {
        long highest =
                countsByBar.values().stream().mapToLong(BarPlot::total).max().orElse(0);
        long top = Scale.above(Math.max(1, highest));
        double step = (double) (WIDTH - LEFT - RIGHT) / Math.max(1, countsByBar.size());
        double barWidth = Math.min(MAX_BAR_WIDTH, step * 0.8);
        int every = (countsByBar.size() + MAX_LABELS - 1) / MAX_LABELS;
        List<Bar> bars = new ArrayList<>();
        for (Map.Entry<String, Map<String, Long>> bar : countsByBar.entrySet()) {
            double middle = LEFT + step * (bars.size() + 0.5);
            String label = bars.size() % Math.max(1, every) == 0 ? bar.getKey() : "";
            bars.add(new Bar(
                    label,
                    bar.getKey(),
                    number(middle),
                    total(bar.getValue()),
                    boxes(parts, bar.getValue(), middle - barWidth / 2, barWidth, top)));
        }
        return new BarPlot(title, WIDTH, HEIGHT, parts, bars, ticks(top));
    }

    private static long total(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static List<Box> boxes(List<String> parts, Map<String, Long> counts, double x, double width, long top) {
        List<Box> boxes = new ArrayList<>();
        long below = 0;
        for (int part = 0; part < parts.size(); part++) {
            long count = counts.getOrDefault(parts.get(part), 0L);
            if (count > 0) {
                double upper = y(below + count, top);
                boxes.add(new Box(part, count, number(x), number(upper), number(width), number(y(below, top) - upper)));
                below += count;
            }
        }
        return boxes;
    }

    private static List<Tick> ticks(long top) {
        return Scale.ticks(top).stream()
                .map(count -> new Tick(Long.toString(count), number(y(count, top))))
                .toList();
    }

    private static double y(long count, long top) {
        return HEIGHT - BOTTOM - (double) (HEIGHT - TOP - BOTTOM) * count / top;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
