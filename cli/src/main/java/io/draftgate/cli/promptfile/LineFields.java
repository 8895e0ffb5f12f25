package io.draftgate.cli.promptfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Typed access to the fields of one line; a {@code null} counts as absent. Confined to one thread. */
final class LineFields {

    /** Longer values are cut in messages. */
    private static final int MAX_SHOWN = 40;

    private final ObjectNode object;

    LineFields(ObjectNode object) {
        this.object = object;
    }

    Optional<String> text(PromptField field) throws BrokenLineException {
        JsonNode value = value(field);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw wrong(field, value, "a string");
        }
        return Optional.of(value.textValue());
    }

    OptionalInt integer(PromptField field) throws BrokenLineException {
        JsonNode value = value(field);
        if (value == null) {
            return OptionalInt.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw wrong(field, value, "a whole number up to " + Integer.MAX_VALUE);
        }
        return OptionalInt.of(value.intValue());
    }

    OptionalLong longInteger(PromptField field) throws BrokenLineException {
        JsonNode value = value(field);
        if (value == null) {
            return OptionalLong.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(field, value, "a whole number of 64 bits");
        }
        return OptionalLong.of(value.longValue());
    }

    OptionalDouble number(PromptField field) throws BrokenLineException {
        JsonNode value = value(field);
        if (value == null) {
            return OptionalDouble.empty();
        }
        if (!value.isNumber()) {
            throw wrong(field, value, "a number");
        }
        return OptionalDouble.of(value.doubleValue());
    }

    Optional<List<String>> texts(PromptField field) throws BrokenLineException {
        JsonNode value = value(field);
        if (value == null) {
            return Optional.empty();
        }
        if (value.isTextual()) {
            return Optional.of(List.of(value.textValue()));
        }
        if (!value.isArray()) {
            throw wrong(field, value, "a list of strings");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value) {
            if (!element.isTextual()) {
                throw wrong(field, element, "a list of strings");
            }
            texts.add(element.textValue());
        }
        return Optional.of(texts);
    }

    private @Nullable JsonNode value(PromptField field) {
        JsonNode value = object.get(field.text());
        return value == null || value.isNull() ? null : value;
    }

    private static BrokenLineException wrong(PromptField field, JsonNode value, String expectation) {
        String shown = value.toString();
        return new BrokenLineException(
                field.text(),
                expectation + ", got "
                        + (shown.length() <= MAX_SHOWN ? shown : shown.substring(0, MAX_SHOWN - 3) + "..."));
    }
}
