package io.draftgate.cli.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One measured figure beside the paper's. Immutable.
 *
 * @param name camel case, e.g. {@code perplexity}
 * @param unit {@code perplexity}, {@code percent}, {@code bits} or {@code points}
 * @param reference the paper's figure by model size; only the sizes that the paper reports
 */
record Figure(String name, double value, String unit, Map<String, Double> reference) {
    static final List<String> SIZES = List.of("124M", "355M", "774M", "1558M");

    private static final String LARGEST = "1558M";

    /** A figure that the paper reports for all four sizes, smallest first. */
    static Figure ofAllSizes(String name, double value, String unit, double... reference) {
        Map<String, Double> bySize = new LinkedHashMap<>();
        for (int i = 0; i < SIZES.size(); i++) {
            bySize.put(SIZES.get(i), reference[i]);
        }
        return new Figure(name, value, unit, bySize);
    }

    /** A figure that the paper reports for its largest model. */
    static Figure ofTheLargest(String name, double value, String unit, double reference) {
        return new Figure(name, value, unit, Map.of(LARGEST, reference));
    }

    /** A figure that the paper does not report. */
    static Figure ofNoSize(String name, double value, String unit) {
        return new Figure(name, value, unit, Map.of());
    }
}
