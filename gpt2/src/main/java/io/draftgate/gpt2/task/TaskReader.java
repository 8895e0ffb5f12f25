package io.draftgate.gpt2.task;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.draftgate.gpt2.InvalidFieldException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one task file and notes everything that is wrong with it. Confined to one thread. */
final class TaskReader {
    private static final Set<String> KEYS = Set.of("name", "description", "source", "template", "kind", "settings");
    private static final String WRITES = "text";
    private static final String CHOOSES = "choice";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private final String file;
    private final List<String> problems;

    /** @param problems takes one line for each problem */
    TaskReader(String file, List<String> problems) {
        this.file = file;
        this.problems = problems;
    }

    /** The task of the file, whose problems may be noted; nothing if it is no mapping at all. */
    Optional<Task> read(byte[] yaml, String origin) {
        YAMLFactory factory = YAMLFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        try (JsonParser parser = factory.createParser(yaml)) {
            JsonNode root = new ObjectMapper(factory).readTree(parser);
            if (root instanceof ObjectNode object) {
                return Optional.of(task(object, origin));
            }
            problem("is no mapping, expected name, description, template and settings");
        } catch (JsonProcessingException e) {
            String line =
                    e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
            problem("is not YAML" + line + ": "
                    + e.getOriginalMessage().lines().findFirst().orElse("no reason given"));
        } catch (IOException e) {
            problem("cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    private Task task(ObjectNode root, String origin) {
        checkKeys(root, KEYS, "");
        var fields = new ObjectFields(root);
        String name = Objects.requireNonNullElse(fields.text("name"), "");
        String description = Objects.requireNonNullElse(fields.text("description"), "");
        String source = Objects.requireNonNullElse(fields.text("source"), "");
        String template = fields.text("template");
        String kind = Objects.requireNonNullElse(fields.text("kind"), WRITES);
        report(fields, "");
        if (!NAME.matcher(name).matches()) {
            problem("name is '" + name + "', expected 1 to 64 lower-case letters, digits and hyphens, e.g. summarise");
        }
        if (description.isBlank()) {
            problem("description is missing, expected one line for people");
        }
        checkTemplate(template);
        SamplingSettings settings = settings(root.get("settings"));
        checkKind(kind, template, settings);
        return new Task(
                name, description, source, Optional.ofNullable(template), kind.equals(CHOOSES), settings, origin);
    }

    private void checkTemplate(@Nullable String template) {
        int first = template == null ? 0 : template.indexOf(Task.INPUT);
        if (template != null && (first < 0 || template.indexOf(Task.INPUT, first + 1) >= 0)) {
            problem("template has " + (first < 0 ? "no" : "more than one") + " " + Task.INPUT
                    + ", expected it once; a task without template takes no input");
        }
    }

    private void checkKind(String kind, @Nullable String template, SamplingSettings settings) {
        if (!kind.equals(WRITES) && !kind.equals(CHOOSES)) {
            problem("kind is '" + kind + "', expected " + WRITES + " or " + CHOOSES);
        }
        if (kind.equals(CHOOSES) && (template == null || settings.first().isPresent())) {
            problem("kind is " + CHOOSES + ", expected a template and no settings: nothing is drawn");
        }
    }

    private SamplingSettings settings(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return SamplingSettings.NONE;
        }
        if (!(node instanceof ObjectNode object)) {
            problem("settings is no mapping, expected names and values, e.g. maxTokens: 100");
            return SamplingSettings.NONE;
        }
        checkKeys(object, Set.copyOf(SamplingSettings.FIELDS), "settings.");
        var fields = new ObjectFields(object);
        SamplingSettings settings = SamplingSettings.of(fields);
        report(fields, "settings.");
        try {
            Integer maxTokens = settings.maxTokens();
            settings.parameters(maxTokens == null ? Integer.MAX_VALUE : maxTokens, 0);
        } catch (InvalidFieldException e) {
            problem("settings." + e.getMessage());
        }
        return settings;
    }

    private void checkKeys(ObjectNode object, Set<String> known, String path) {
        List<String> unknown = new ArrayList<>();
        object.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                unknown.add(key);
            }
        });
        unknown.forEach(key -> problem(path + key + " is unknown, expected one of "
                + String.join(", ", known.stream().sorted().toList())));
    }

    private void report(ObjectFields fields, String path) {
        fields.problems().forEach(problem -> problem(path + problem.field() + ": expected " + problem.expectation()));
    }

    private void problem(String text) {
        problems.add(file + ": " + text);
    }
}
