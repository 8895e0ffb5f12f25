package io.draftgate.cli.page;

import java.util.List;
import java.util.Locale;

/** A picture of two shares against each other, both 0 to 1, as SVG. Confined to one thread. */
public final class UnitPlot {

    private static final int SIZE = 320;
    private static final int MARGIN = 44;

    private final String title;
    private final String across;
    private final String up;
    private final StringBuilder marks = new StringBuilder();

    /**
     * An empty plot with its diagonal.
     *
     * @param across what is drawn from left to right
     * @param up what is drawn from bottom to top
     */
    public UnitPlot(String title, String across, String up) {
        this.title = title;
        this.across = across;
        this.up = up;
    }

    /** Adds a line through points of two shares each. */
    public UnitPlot line(List<List<Double>> points) {
        marks.append("<polyline class=\"curve\" points=\"");
        points.forEach(point -> marks.append(x(point.get(0)))
                .append(',')
                .append(y(point.get(1)))
                .append(' '));
        marks.append("\"/>\n");
        return this;
    }

    /** Adds a dot; the hint shows when it is pointed at. */
    public UnitPlot dot(double right, double high, String hint) {
        marks.append("<circle class=\"dot\" r=\"4\" cx=\"")
                .append(x(right))
                .append("\" cy=\"")
                .append(y(high))
                .append("\"><title>")
                .append(HtmlPage.escape(hint))
                .append("</title></circle>\n");
        return this;
    }

    /** The picture. */
    public String render() {
        StringBuilder svg = new StringBuilder(String.format(
                "<svg viewBox=\"0 0 %d %d\" width=\"%d\" role=\"img\" aria-label=\"%s\">\n",
                SIZE + 2 * MARGIN, SIZE + 2 * MARGIN, SIZE + 2 * MARGIN, HtmlPage.escape(title)));
        svg.append("<rect class=\"axis\" x=\"" + MARGIN + "\" y=\"" + MARGIN + "\" width=\"" + SIZE + "\" height=\""
                + SIZE + "\"/>\n");
        svg.append("<path class=\"guide\" d=\"M" + x(0) + " " + y(0) + " L" + x(1) + " " + y(1) + "\"/>\n");
        for (double tick : new double[] {0, 0.5, 1}) {
            svg.append("<text text-anchor=\"middle\" x=\"" + x(tick) + "\" y=\"" + (MARGIN + SIZE + 16) + "\">" + tick
                    + "</text><text text-anchor=\"end\" x=\"" + (MARGIN - 6) + "\" y=\"" + y(tick) + "\">" + tick
                    + "</text>\n");
        }
        svg.append(label(MARGIN + SIZE / 2, MARGIN + SIZE + 34, "", across));
        svg.append(label(14, MARGIN + SIZE / 2, " transform=\"rotate(-90 14 " + (MARGIN + SIZE / 2) + ")\"", up));
        svg.append(label(MARGIN + SIZE / 2, MARGIN - 14, "", title));
        return svg.append(marks).append("</svg>").toString();
    }

    private static String label(int x, int y, String turn, String text) {
        return "<text text-anchor=\"middle\" x=\"" + x + "\" y=\"" + y + "\"" + turn + ">" + HtmlPage.escape(text)
                + "</text>\n";
    }

    private static String x(double share) {
        return String.format(Locale.ROOT, "%.1f", MARGIN + share * SIZE);
    }

    private static String y(double share) {
        return String.format(Locale.ROOT, "%.1f", MARGIN + (1 - share) * SIZE);
    }
}
