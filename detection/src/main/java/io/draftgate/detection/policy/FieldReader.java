package io.draftgate.detection.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads fields of a policy and notes what is wrong with them. Confined to one reader. */
final class FieldReader {

    private final Problems problems;

    FieldReader(Problems problems) {
        this.problems = problems;
    }

    /** A list of texts; none where there is no list. */
    List<String> texts(String path, @Nullable JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node == null) {
            return texts;
        }
        if (!node.isArray() || node.isEmpty()) {
            problems.add(path, Problems.shown(node), "a list of texts");
        }
        for (int i = 0; i < node.size(); i++) {
            String text = text(path + "[" + i + "]", node.get(i), "a text");
            if (!text.isEmpty()) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** A text that is not blank; empty where there is none. */
    String text(String path, @Nullable JsonNode node, String expected) {
        if (node == null || !node.isTextual() || node.asText().isBlank()) {
            problems.add(path, Problems.shown(node), expected);
            return "";
        }
        return node.asText();
    }

    /** One of a few words; the first of them where it is none. */
    <E extends Enum<E>> E choice(String path, @Nullable JsonNode node, Class<E> choices) {
        String got = node == null ? "" : node.asText().toLowerCase(Locale.ROOT);
        return Arrays.stream(choices.getEnumConstants())
                .filter(choice -> Problems.name(choice).equals(got))
                .findFirst()
                .orElseGet(() -> {
                    problems.add(path, Problems.shown(node), Problems.names(choices));
                    return choices.getEnumConstants()[0];
                });
    }
}
