package io.draftgate.detection.policy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a policy and notes everything that is wrong with it. Confined to one call of {@link #read}. */
final class PolicyReader {

    private static final List<String> POLICY_KEYS = List.of("version", "rules");
    private static final List<String> RULE_KEYS = Stream.concat(
                    Stream.of("id", "category", "action", "operator", "applies", "because"), FinderReader.KEYS.stream())
            .toList();
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private final Problems problems = new Problems();
    private final FieldReader fields = new FieldReader(problems);
    private final Set<String> ids = new HashSet<>();
    private final FinderReader finders;

    private PolicyReader(Attachments attachments) {
        this.finders = new FinderReader(fields, problems, attachments);
    }

    /**
     * Reads a policy.
     *
     * @param folder that the files it names are relative to; null where it can name none
     */
    static Policy read(String name, byte[] yaml, @Nullable Path folder) {
        Attachments attachments = new Attachments(folder, yaml);
        PolicyReader reader = new PolicyReader(attachments);
        JsonNode root = parse(name, yaml);
        String version = "";
        List<Rule> rules = new ArrayList<>();
        if (root.isObject()) {
            reader.problems.checkKeys("", root, POLICY_KEYS);
            version = reader.fields.text("version", root.get("version"), "a text such as \"2026-11-24\"");
            rules = reader.rules(root);
        } else {
            reader.problems.add("policy", Problems.shown(root), "a mapping with version and rules");
        }
        if (!reader.problems.all().isEmpty()) {
            throw new PolicyFormatException(name, reader.problems.all());
        }
        return new Policy(version, attachments.digest(), rules);
    }

    private static JsonNode parse(String name, byte[] yaml) {
        YAMLFactory factory = YAMLFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        try (JsonParser parser = factory.createParser(yaml)) {
            JsonNode root = new ObjectMapper(factory).readTree(parser);
            return root == null ? new ObjectMapper().nullNode() : root;
        } catch (JsonProcessingException e) {
            String line =
                    e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
            String message = e.getOriginalMessage().lines().findFirst().orElse("not YAML");
            throw new PolicyFormatException(name, List.of(line + "not valid YAML: " + message));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Rule> rules(JsonNode root) {
        List<Rule> rules = new ArrayList<>();
        JsonNode list = root.get("rules");
        if (list == null || !list.isArray()) {
            problems.add("rules", Problems.shown(list), "a list of rules");
            return rules;
        }
        for (int i = 0; i < list.size(); i++) {
            rule("rules[" + i + "]", list.get(i)).ifPresent(rules::add);
        }
        return rules;
    }

    private Optional<Rule> rule(String path, JsonNode node) {
        if (!node.isObject()) {
            problems.add(path, Problems.shown(node), "a mapping with id, category and action");
            return Optional.empty();
        }
        problems.checkKeys(path + ".", node, RULE_KEYS);
        String id = fields.text(path + ".id", node.get("id"), "lower-case letters, digits and hyphens");
        if (!id.isEmpty() && !ID.matcher(id).matches()) {
            problems.add(path + ".id", "'" + id + "'", "1 to 64 lower-case letters, digits and hyphens");
        } else if (!id.isEmpty() && !ids.add(id)) {
            problems.add(path + ".id", "'" + id + "' a second time", "an id of its own");
        }
        String category = fields.text(path + ".category", node.get("category"), "a text such as personal-data");
        Action action = fields.choice(path + ".action", node.get("action"), Action.class);
        Optional<Operator> operator = node.has("operator")
                ? Optional.of(fields.choice(path + ".operator", node.get("operator"), Operator.class))
                : Optional.empty();
        String because = node.has("because")
                ? fields.text(path + ".because", node.get("because"), "a sentence for reviewers")
                : "Matches rule " + id;
        return Optional.of(new Rule(
                id, category, action, operator, stages(path + ".applies", node), because, finders.read(path, node)));
    }

    private Set<Stage> stages(String path, JsonNode node) {
        if (!node.has("applies")) {
            return EnumSet.allOf(Stage.class);
        }
        Set<Stage> stages = EnumSet.noneOf(Stage.class);
        JsonNode applies = node.get("applies");
        if (!applies.isArray() || applies.isEmpty()) {
            problems.add(path, Problems.shown(applies), "a list of prompts, drafts");
        }
        for (int i = 0; i < applies.size(); i++) {
            stages.add(fields.choice(path + "[" + i + "]", applies.get(i), Stage.class));
        }
        return stages;
    }
}
