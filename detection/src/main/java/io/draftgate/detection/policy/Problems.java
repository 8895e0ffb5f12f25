package io.draftgate.detection.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a file, one line each. Confined to one reader. */
final class Problems {

    private final List<String> lines = new ArrayList<>();

    void add(String path, String got, String expected) {
        lines.add(path + ": got " + got + ", expected " + expected);
    }

    void checkKeys(String prefix, JsonNode node, List<String> known) {
        for (Iterator<String> keys = node.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!known.contains(key)) {
                lines.add(prefix + key + ": unknown key, did you mean '" + nearest(key, known) + "'? Known: "
                        + String.join(", ", known));
            }
        }
    }

    List<String> all() {
        return List.copyOf(lines);
    }

    static String shown(@Nullable JsonNode node) {
        if (node == null || node.isNull() || node.isMissingNode()) {
            return "nothing";
        }
        String shown = node.isTextual() ? "'" + node.asText() + "'" : node.toString();
        return shown.length() > 60 ? shown.substring(0, 57) + "..." : shown;
    }

    /** How a constant is spelled in the file. */
    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String names(Class<? extends Enum<?>> type) {
        List<String> names =
                Arrays.stream(type.getEnumConstants()).map(Problems::name).toList();
        int last = names.size() - 1;
        return String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }

    private static String nearest(String key, List<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(key.toLowerCase(Locale.ROOT), candidate)))
                .orElse("");
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
