package io.draftgate.detection.policy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads a policy and notes everything that is wrong with it. Confined to one call of {@link #read}. */
final class PolicyReader {

    private static final List<String> POLICY_KEYS = List.of("version", "rules");
    private static final List<String> RULE_KEYS =
            List.of("id", "category", "action", "applies", "because", "words", "patterns", "detects");
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final int MAX_PATTERN = 1_000;

    private final Problems problems = new Problems();
    private final Set<String> ids = new HashSet<>();

    private PolicyReader() {}

    static Policy read(String name, byte[] yaml) {
        PolicyReader reader = new PolicyReader();
        Policy policy = reader.policy(parse(name, yaml), digest(yaml));
        if (!reader.problems.all().isEmpty()) {
            throw new PolicyFormatException(name, reader.problems.all());
        }
        return policy;
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

    private Policy policy(JsonNode root, String digest) {
        if (!root.isObject()) {
            problems.add("policy", Problems.shown(root), "a mapping with version and rules");
            return new Policy("", digest, List.of());
        }
        problems.checkKeys("", root, POLICY_KEYS);
        String version = text("version", root.get("version"), "a text such as \"2026-11-24\"");
        List<Rule> rules = new ArrayList<>();
        JsonNode list = root.get("rules");
        if (list == null || !list.isArray()) {
            problems.add("rules", Problems.shown(list), "a list of rules");
        } else {
            for (int i = 0; i < list.size(); i++) {
                rules.add(rule("rules[" + i + "]", list.get(i)));
            }
        }
        return new Policy(version, digest, rules);
    }

    private Rule rule(String path, JsonNode node) {
        if (!node.isObject()) {
            problems.add(path, Problems.shown(node), "a mapping with id, category and action");
            return new Rule("", "", Action.REVIEW, Set.of(), "", List.of());
        }
        problems.checkKeys(path + ".", node, RULE_KEYS);
        String id = text(path + ".id", node.get("id"), "lower-case letters, digits and hyphens");
        if (!id.isEmpty() && !ID.matcher(id).matches()) {
            problems.add(path + ".id", "'" + id + "'", "1 to 64 lower-case letters, digits and hyphens");
        } else if (!id.isEmpty() && !ids.add(id)) {
            problems.add(path + ".id", "'" + id + "' a second time", "an id of its own");
        }
        String category = text(path + ".category", node.get("category"), "a text such as personal-data");
        Action action = choice(path + ".action", node.get("action"), Action.class);
        Set<Stage> stages = EnumSet.allOf(Stage.class);
        if (node.has("applies")) {
            stages = EnumSet.noneOf(Stage.class);
            JsonNode applies = node.get("applies");
            if (!applies.isArray() || applies.isEmpty()) {
                problems.add(path + ".applies", Problems.shown(applies), "a list of prompts, drafts");
            }
            for (int i = 0; i < applies.size(); i++) {
                stages.add(choice(path + ".applies[" + i + "]", applies.get(i), Stage.class));
            }
        }
        String because = node.has("because")
                ? text(path + ".because", node.get("because"), "a sentence for reviewers")
                : "Matches rule " + id;
        return new Rule(id, category, action, stages, because, finders(path, node));
    }

    private List<Finder> finders(String path, JsonNode node) {
        List<Finder> finders = new ArrayList<>();
        if (!node.has("words") && !node.has("patterns") && !node.has("detects")) {
            problems.add(path, "nothing to look for", "at least one of words, patterns, detects");
        }
        List<String> words = texts(path + ".words", node.get("words"));
        if (!words.isEmpty()) {
            finders.add(new PhraseFinder(words));
        }
        List<String> patterns = texts(path + ".patterns", node.get("patterns"));
        for (int i = 0; i < patterns.size(); i++) {
            pattern(path + ".patterns[" + i + "]", patterns.get(i), finders);
        }
        JsonNode detects = node.get("detects");
        if (detects != null) {
            if (!detects.isArray()) {
                problems.add(
                        path + ".detects", Problems.shown(detects), "a list of " + Problems.names(Recogniser.class));
            }
            for (int i = 0; i < detects.size(); i++) {
                finders.add(choice(path + ".detects[" + i + "]", detects.get(i), Recogniser.class)
                        .finder());
            }
        }
        return finders;
    }

    private void pattern(String path, String expression, List<Finder> finders) {
        if (expression.length() > MAX_PATTERN) {
            problems.add(path, expression.length() + " characters", "at most " + MAX_PATTERN);
            return;
        }
        try {
            finders.add(new PatternFinder(Pattern.compile(expression, flags(expression))));
        } catch (PatternSyntaxException e) {
            problems.add(
                    path,
                    "'" + expression + "'",
                    "a Java regular expression (" + e.getDescription() + " at " + e.getIndex() + ")");
        }
    }

    /** An expression in ASCII finds the same without Unicode's cases in half the time: normalised text has no long s. */
    private static int flags(String expression) {
        boolean ascii = expression.chars().allMatch(unit -> unit < 128);
        return ascii ? Pattern.CASE_INSENSITIVE : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    }

    private List<String> texts(String path, @Nullable JsonNode node) {
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

    private String text(String path, @Nullable JsonNode node, String expected) {
        if (node == null || !node.isTextual() || node.asText().isBlank()) {
            problems.add(path, Problems.shown(node), expected);
            return "";
        }
        return node.asText();
    }

    private <E extends Enum<E>> E choice(String path, @Nullable JsonNode node, Class<E> choices) {
        String got = node == null ? "" : node.asText().toLowerCase(Locale.ROOT);
        return Arrays.stream(choices.getEnumConstants())
                .filter(choice -> Problems.name(choice).equals(got))
                .findFirst()
                .orElseGet(() -> {
                    problems.add(path, Problems.shown(node), Problems.names(choices));
                    return choices.getEnumConstants()[0];
                });
    }

    private static String digest(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
