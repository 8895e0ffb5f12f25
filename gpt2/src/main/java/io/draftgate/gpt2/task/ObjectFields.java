package io.draftgate.gpt2.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Typed access to the fields of an object in JSON or YAML; a {@code null} counts as absent, and so does a value of the wrong
 * type, which is noted. In a text an unpaired surrogate reads U+FFFD. Confined to one thread.
 */
public final class ObjectFields {
    /** Longer values are cut in messages. */
    private static final int MAX_SHOWN = 40;

    /** A pair of surrogates is one character to a pattern, and none of this kind. */
    private static final Pattern UNPAIRED_SURROGATE = Pattern.compile("\\p{Cs}");

    private final ObjectNode object;
    private final List<FieldProblem> problems = new ArrayList<>();

    /**
     * What is wrong with a field.
     *
     * @param expectation what was expected, and what there is
     */
    public record FieldProblem(String field, String expectation) {}

    public ObjectFields(ObjectNode object) {
        this.object = object;
    }

    /** Everything that was wrong so far, in the order of reading. */
    public List<FieldProblem> problems() {
        return List.copyOf(problems);
    }

    /** Notes something that a type does not tell. */
    public void problem(String field, String expectation) {
        problems.add(new FieldProblem(field, expectation));
    }

    public @Nullable String text(String field) {
        JsonNode value = value(field, "a string", JsonNode::isTextual);
        return value == null ? null : wellFormed(value);
    }

    /** A whole number of 32 bits. */
    public @Nullable Integer whole(String field) {
        JsonNode value = value(field, "a whole number up to " + Integer.MAX_VALUE, ObjectFields::isWhole);
        return value == null ? null : (Integer) value.intValue();
    }

    /** A whole number of 32 bits, for which {@code true} and {@code false} may stand. */
    public @Nullable Integer wholeOrFlag(String field, int ifTrue) {
        JsonNode value = value(field);
        if (value != null && value.isBoolean()) {
            return value.booleanValue() ? ifTrue : 0;
        }
        return whole(field);
    }

    /** A whole number of 64 bits. */
    public @Nullable Long wholeLong(String field) {
        JsonNode value =
                value(field, "a whole number of 64 bits", node -> node.isIntegralNumber() && node.canConvertToLong());
        return value == null ? null : (Long) value.longValue();
    }

    public @Nullable Double number(String field) {
        JsonNode value = value(field, "a number", JsonNode::isNumber);
        return value == null ? null : (Double) value.doubleValue();
    }

    /** A list of strings, for which a single one may stand. */
    public @Nullable List<String> texts(String field) {
        JsonNode value = value(field);
        if (value != null && value.isTextual()) {
            return List.of(wellFormed(value));
        }
        List<JsonNode> elements = elements(field, "a list of strings", JsonNode::isTextual);
        return elements == null
                ? null
                : elements.stream().map(ObjectFields::wellFormed).toList();
    }

    /** A list of whole numbers. */
    public @Nullable List<Integer> wholes(String field) {
        List<JsonNode> elements = elements(field, "a list of token ids", ObjectFields::isWhole);
        return elements == null
                ? null
                : elements.stream().map(JsonNode::intValue).toList();
    }

    /** An object whose keys are token ids and whose values are numbers. */
    public @Nullable Map<Integer, Double> numbersByToken(String field) {
        String expectation = "an object of token ids and numbers, e.g. {\"50256\": -100}";
        JsonNode value = value(field, expectation, JsonNode::isObject);
        if (!(value instanceof ObjectNode entries)) {
            return null;
        }
        Map<Integer, Double> numbers = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : entries.properties()) {
            if (!entry.getKey().matches("[0-9]{1,9}") || !entry.getValue().isNumber()) {
                problem(field, expectation + ", got '" + shown(entry.getKey() + ": " + entry.getValue()) + "'");
                return null;
            }
            numbers.put(Integer.parseInt(entry.getKey()), entry.getValue().doubleValue());
        }
        return numbers;
    }

    private @Nullable JsonNode value(String field) {
        JsonNode value = object.get(field);
        return value == null || value.isNull() ? null : value;
    }

    private @Nullable JsonNode value(String field, String expectation, Predicate<JsonNode> isValid) {
        JsonNode value = value(field);
        if (value == null || isValid.test(value)) {
            return value;
        }
        wrong(field, value, expectation);
        return null;
    }

    private @Nullable List<JsonNode> elements(String field, String expectation, Predicate<JsonNode> isValid) {
        JsonNode value = value(field, expectation, JsonNode::isArray);
        if (value == null) {
            return null;
        }
        List<JsonNode> elements = new ArrayList<>();
        for (JsonNode element : value) {
            if (!isValid.test(element)) {
                wrong(field, element, expectation);
                return null;
            }
            elements.add(element);
        }
        return elements;
    }

    /** JSON can escape what UTF-8 cannot write. */
    private static String wellFormed(JsonNode text) {
        return UNPAIRED_SURROGATE.matcher(text.textValue()).replaceAll("\uFFFD");
    }

    private static boolean isWhole(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToInt();
    }

    private void wrong(String field, JsonNode value, String expectation) {
        problem(field, expectation + ", got " + shown(value.toString()));
    }

    private static String shown(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN - 3) + "...";
    }
}
