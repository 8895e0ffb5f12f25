package io.draftgate.release.sampling;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Draws an operating-characteristic curve with its two points as SVG that stands alone: no script, no font, nothing from
 * outside. Lines take the colour of the text around them. Immutable.
 */
public record CurvePlot(OperatingCharacteristic curve, Risks risks) {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int LEFT = 56;
    private static final int RIGHT = 16;
    private static final int TOP = 32;
    private static final int BOTTOM = 48;
    private static final int STEPS = 120;
    private static final int TICKS = 5;

    /** The picture. */
    public String svg() {
        double upTo = Math.min(1, 2 * risks.ltpd());
        List<OperatingCharacteristic.Point> points = curve.curve(upTo, STEPS);
        String line = points.stream()
                .map(point -> format("%.1f,%.1f", x(point.fractionDefective(), upTo), y(point.acceptance())))
                .collect(Collectors.joining(" "));
        return format(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" font-family=\"sans-serif\""
                                + " font-size=\"12\" fill=\"currentColor\">%n<title>Operating characteristic of %s</title>%n",
                        WIDTH, HEIGHT, curve.plan())
                + text(WIDTH / 2.0, 18, "middle", "Probability of acceptance, " + curve.plan() + lot())
                + frame()
                + IntStream.rangeClosed(0, TICKS)
                        .mapToObj(tick -> ticks(tick / (double) TICKS, upTo))
                        .collect(Collectors.joining())
                + text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8, "middle", "fraction defective")
                + format("<polyline points=\"%s\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"/>%n", line)
                + mark(risks.aql(), upTo, "AQL")
                + mark(risks.ltpd(), upTo, "LTPD")
                + "</svg>\n";
    }

    private String lot() {
        return curve.lotSize().isPresent() ? ", lot of " + curve.lotSize().getAsInt() : "";
    }

    private static String frame() {
        return format(
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"currentColor\"/>%n",
                LEFT, TOP, WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM);
    }

    private static String ticks(double share, double upTo) {
        double x = x(share * upTo, upTo);
        double y = y(share);
        return text(x, HEIGHT - BOTTOM + 16, "middle", format("%.3f", share * upTo))
                + text(LEFT - 6, y + 4, "end", format("%.1f", share))
                + format(
                        "<path d=\"M%d %.1fH%d\" stroke=\"currentColor\" stroke-opacity=\"0.2\"/>%n",
                        LEFT, y, WIDTH - RIGHT);
    }

    private String mark(double fraction, double upTo, String name) {
        double acceptance = curve.acceptance(fraction);
        double x = x(fraction, upTo);
        double y = y(acceptance);
        return format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>%n", x, y)
                + text(x + 8, y - 6, "start", format("%s %s: %.3f", name, Double.toString(fraction), acceptance));
    }

    private static String text(double x, double y, String anchor, String content) {
        return format("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, content);
    }

    private static double x(double fraction, double upTo) {
        return LEFT + fraction / upTo * (WIDTH - LEFT - RIGHT);
    }

    private static double y(double share) {
        return TOP + (1 - share) * (HEIGHT - TOP - BOTTOM);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern.replace("%n", "\n"), values);
    }
}
