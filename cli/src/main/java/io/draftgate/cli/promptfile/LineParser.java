package io.draftgate.cli.promptfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.draftgate.gpt2.task.ObjectFields;
import io.draftgate.gpt2.task.ObjectFields.FieldProblem;
import io.draftgate.gpt2.task.PromptSettings;
import io.draftgate.gpt2.task.SamplingSettings;
import io.draftgate.schemas.event.Priority;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Turns the object of one line into a prompt, or into what is wrong with it. */
final class LineParser {

    /** The field that a fault of the line as a whole is reported under. */
    static final String WHOLE_LINE = "line";

    private static final String METADATA = "metadata";

    private LineParser() {}

    static PromptLine parse(String file, int line, ObjectNode object) {
        ObjectFields fields = new ObjectFields(object);
        String id = fields.text(PromptField.ID.text());
        nearMisses(object, fields);
        FilePrompt prompt = prompt(fields, id, object);
        String name = id == null ? defaultId(line) : id;
        Optional<FieldProblem> first = fields.problems().stream().findFirst();
        return first.isPresent()
                ? new PromptLine.Broken(
                        file, line, name, first.get().field(), first.get().expectation())
                : new PromptLine.Valid(line, prompt);
    }

    /** What a prompt is called that has no id. */
    static String defaultId(int line) {
        return "line-" + line;
    }

    private static void nearMisses(ObjectNode object, ObjectFields fields) {
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            String name = property.getKey();
            PromptField.meantBy(name)
                    .filter(field -> !field.text().equals(name))
                    .ifPresent(meant -> fields.problem(name, "'" + meant.text() + "', spelt exactly so"));
        }
    }

    private static FilePrompt prompt(ObjectFields fields, @Nullable String id, ObjectNode object) {
        if (id == null && fields.problems().isEmpty()) {
            fields.problem("id", "a string that names the prompt, got none");
        }
        return new FilePrompt(
                id == null ? "" : id,
                settings(fields),
                text(fields, PromptField.TENANT),
                text(fields, PromptField.REQUESTED_BY),
                priority(fields),
                wholeLong(fields, PromptField.DEADLINE_MILLIS),
                metadata(object));
    }

    private static Optional<Priority> priority(ObjectFields fields) {
        Optional<String> name = text(fields, PromptField.PRIORITY);
        Optional<Priority> priority = name.flatMap(LineParser::priority);
        if (name.isPresent() && priority.isEmpty()) {
            fields.problem("priority", "high, normal or low, got '" + name.get() + "'");
        }
        return priority;
    }

    private static Optional<Priority> priority(String name) {
        return Arrays.stream(Priority.values())
                .filter(known -> known.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    private static PromptSettings settings(ObjectFields fields) {
        Integer completions = fields.whole(PromptField.N.text());
        PromptSettings settings = new PromptSettings(
                text(fields, PromptField.TASK).map(name -> name.replace('_', '-')),
                text(fields, PromptField.PROMPT),
                text(fields, PromptField.INPUT),
                SamplingSettings.of(fields),
                wholeLong(fields, PromptField.SEED),
                completions == null ? OptionalInt.empty() : OptionalInt.of(completions),
                text(fields, PromptField.LONG_PROMPT),
                Objects.requireNonNullElse(fields.texts(PromptField.CHOICES.text()), List.of()));
        requireOneText(settings, fields);
        return settings;
    }

    /** Whether a task takes an input is for whoever has the task to say. */
    private static void requireOneText(PromptSettings settings, ObjectFields fields) {
        if (settings.prompt().isPresent() && settings.input().isPresent()) {
            fields.problem("input", "'prompt' or 'input', got both");
        }
        if (settings.input().isPresent() && settings.task().isEmpty()) {
            fields.problem("task", "the name of a task, because 'input' goes into its template");
        }
        if (settings.prompt().isEmpty()
                && settings.input().isEmpty()
                && settings.task().isEmpty()) {
            fields.problem("prompt", "a string, or 'input' and 'task', got neither");
        }
    }

    private static Optional<String> text(ObjectFields fields, PromptField field) {
        return Optional.ofNullable(fields.text(field.text()));
    }

    private static OptionalLong wholeLong(ObjectFields fields, PromptField field) {
        Long value = fields.wholeLong(field.text());
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** Fields that nobody knows, and those of an object named {@code metadata}; what is not a string stays JSON. */
    private static Map<String, String> metadata(ObjectNode object) {
        Map<String, String> metadata = new HashMap<>();
        object.properties().forEach(property -> {
            if (property.getKey().equals(METADATA) && property.getValue() instanceof ObjectNode entries) {
                entries.properties().forEach(entry -> metadata.put(entry.getKey(), text(entry.getValue())));
            } else if (PromptField.meantBy(property.getKey()).isEmpty()) {
                metadata.put(property.getKey(), text(property.getValue()));
            }
        });
        return metadata;
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString();
    }
}
