package io.draftgate.cli.promptfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.draftgate.gpt2.task.PromptSettings;
import io.draftgate.gpt2.task.Task;
import io.draftgate.schemas.event.Priority;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Turns the object of one line into a prompt, or into what is wrong with it. */
final class LineParser {

    /** The field that a fault of the line as a whole is reported under. */
    static final String WHOLE_LINE = "line";

    private static final String METADATA = "metadata";

    private LineParser() {}

    static PromptLine parse(String file, int line, ObjectNode object) {
        String id = defaultId(line);
        try {
            LineFields fields = new LineFields(object);
            id = fields.text(PromptField.ID).orElse(id);
            refuseNearMisses(object);
            return new PromptLine.Valid(line, prompt(fields, object));
        } catch (BrokenLineException e) {
            return e.at(file, line, id);
        }
    }

    /** What a prompt is called that has no id. */
    static String defaultId(int line) {
        return "line-" + line;
    }

    private static void refuseNearMisses(ObjectNode object) throws BrokenLineException {
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            String name = property.getKey();
            Optional<PromptField> meant =
                    PromptField.meantBy(name).filter(field -> !field.text().equals(name));
            if (meant.isPresent()) {
                throw new BrokenLineException(name, "'" + meant.get().text() + "', spelt exactly so");
            }
        }
    }

    private static FilePrompt prompt(LineFields fields, ObjectNode object) throws BrokenLineException {
        String id = fields.text(PromptField.ID)
                .orElseThrow(() -> new BrokenLineException("id", "a string that names the prompt, got none"));
        return new FilePrompt(
                id,
                settings(fields),
                fields.text(PromptField.TENANT),
                fields.text(PromptField.REQUESTED_BY),
                priority(fields),
                fields.longInteger(PromptField.DEADLINE_MILLIS),
                metadata(object));
    }

    private static Optional<Priority> priority(LineFields fields) throws BrokenLineException {
        Optional<String> name = fields.text(PromptField.PRIORITY);
        Optional<Priority> priority = name.flatMap(LineParser::priority);
        if (name.isPresent() && priority.isEmpty()) {
            throw new BrokenLineException("priority", "high, normal or low, got '" + name.get() + "'");
        }
        return priority;
    }

    private static Optional<Priority> priority(String name) {
        return Arrays.stream(Priority.values())
                .filter(known -> known.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    private static PromptSettings settings(LineFields fields) throws BrokenLineException {
        PromptSettings settings = new PromptSettings(
                fields.text(PromptField.TASK).map(name -> name.replace('_', '-')),
                fields.text(PromptField.PROMPT),
                fields.text(PromptField.INPUT),
                fields.integer(PromptField.MAX_TOKENS),
                fields.number(PromptField.TEMPERATURE),
                fields.integer(PromptField.TOP_K),
                fields.number(PromptField.TOP_P),
                fields.longInteger(PromptField.SEED),
                fields.texts(PromptField.STOP),
                fields.integer(PromptField.N));
        requireOneText(settings);
        return settings;
    }

    private static void requireOneText(PromptSettings settings) throws BrokenLineException {
        if (settings.prompt().isPresent() && settings.input().isPresent()) {
            throw new BrokenLineException("input", "'prompt' or 'input', got both");
        }
        if (settings.input().isPresent() && settings.task().isEmpty()) {
            throw new BrokenLineException("task", "the name of a task, because 'input' goes into its template");
        }
        boolean unconditional = settings.task()
                .flatMap(Task::named)
                .filter(Task.UNCONDITIONAL::equals)
                .isPresent();
        if (settings.prompt().isEmpty() && settings.input().isEmpty() && !unconditional) {
            throw new BrokenLineException("prompt", "a string, or 'input' and 'task', got neither");
        }
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
