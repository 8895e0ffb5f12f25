package io.draftgate.release.gate;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.draftgate.release.digest.Sha256;
import io.draftgate.release.gate.EvidenceDemand.DetectorRecall;
import io.draftgate.release.sampling.Risks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a release policy and notes everything that is wrong with it. Confined to one call of {@link #read}. */
final class ReleasePolicyReader {
    private static final Set<String> POLICY_KEYS = Set.of("version", "default", "rules");
    private static final Set<String> RULE_KEYS =
            Set.of("id", "model", "task", "tenant", "mode", "evidence", "otherwise");
    private static final Set<String> EVIDENCE_KEYS = Set.of("sampling", "detector", "modelCard");
    private static final Set<String> SAMPLING_KEYS = Set.of("aql", "ltpd", "alpha", "beta");
    private static final Set<String> DETECTOR_KEYS = Set.of("recall", "falsePositiveRate");
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final String MODES = "automatic, review or closed";

    private final List<String> problems = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    private ReleasePolicyReader() {}

    static ReleasePolicy read(String name, byte[] yaml) {
        ReleasePolicyReader reader = new ReleasePolicyReader();
        ReleasePolicy policy = reader.policy(parse(name, yaml), Sha256.named(yaml));
        if (!reader.problems.isEmpty()) {
            throw new ReleasePolicyException(name, reader.problems);
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
            throw new ReleasePolicyException(name, List.of(line + "not valid YAML: " + message));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ReleasePolicy policy(JsonNode root, String digest) {
        List<GateRule> rules = new ArrayList<>();
        if (!root.isObject()) {
            problem("release policy", root, "a mapping with version, default and rules");
            return new ReleasePolicy("", digest, GateMode.REVIEW, rules);
        }
        checkKeys("", root, POLICY_KEYS);
        String version = text("version", root.get("version"), "a text such as \"2026-11-25\"");
        GateMode otherwise = mode("default", root.get("default"));
        JsonNode list = root.get("rules");
        if (list == null || !list.isArray()) {
            problem("rules", list, "a list of rules, [] for none");
        } else {
            for (int i = 0; i < list.size(); i++) {
                rules.add(rule("rules[" + i + "]", list.get(i)));
            }
        }
        return new ReleasePolicy(version, digest, otherwise, rules);
    }

    private GateRule rule(String path, JsonNode node) {
        if (!node.isObject()) {
            problem(path, node, "a mapping with id and mode");
            return new GateRule(
                    "", List.of(), List.of(), List.of(), GateMode.REVIEW, EvidenceDemand.NONE, GateMode.REVIEW);
        }
        checkKeys(path + ".", node, RULE_KEYS);
        String id = text(path + ".id", node.get("id"), "lower-case letters, digits and hyphens");
        if (!id.isEmpty() && !ID.matcher(id).matches()) {
            problem(path + ".id", node.get("id"), "1 to 64 lower-case letters, digits and hyphens");
        } else if (!id.isEmpty() && !ids.add(id)) {
            problems.add(path + ".id: got '" + id + "' a second time, expected an id of its own");
        }
        GateMode mode = mode(path + ".mode", node.get("mode"));
        EvidenceDemand evidence = evidence(path + ".evidence", node.get("evidence"));
        if (mode != GateMode.AUTOMATIC && !evidence.isNone()) {
            problems.add(path + ".evidence: got evidence for mode "
                    + mode.name().toLowerCase(Locale.ROOT) + ", expected none: only automatic has to be earned");
        }
        GateMode otherwise = node.has("otherwise") ? mode(path + ".otherwise", node.get("otherwise")) : GateMode.REVIEW;
        if (node.has("otherwise") && otherwise == GateMode.AUTOMATIC) {
            problem(
                    path + ".otherwise",
                    node.get("otherwise"),
                    "review or closed: what holds while the gate is not open");
        }
        return new GateRule(
                id,
                names(path + ".model", node.get("model")),
                names(path + ".task", node.get("task")),
                names(path + ".tenant", node.get("tenant")),
                mode,
                evidence,
                otherwise);
    }

    private EvidenceDemand evidence(String path, @Nullable JsonNode node) {
        if (node == null) {
            return EvidenceDemand.NONE;
        }
        if (!node.isObject() || node.isEmpty()) {
            problem(path, node, "a mapping with sampling, detector or modelCard");
            return EvidenceDemand.NONE;
        }
        checkKeys(path + ".", node, EVIDENCE_KEYS);
        JsonNode card = node.get("modelCard");
        if (card != null && !card.isBoolean()) {
            problem(path + ".modelCard", card, "true or false");
        }
        return new EvidenceDemand(
                sampling(path + ".sampling", node.get("sampling")),
                detector(path + ".detector", node.get("detector")),
                card != null && card.asBoolean());
    }

    private Optional<Risks> sampling(String path, @Nullable JsonNode node) {
        if (node == null) {
            return Optional.empty();
        }
        if (!node.isObject()) {
            problem(path, node, "{aql: 0.01, ltpd: 0.05, alpha: 0.05, beta: 0.10}");
            return Optional.empty();
        }
        checkKeys(path + ".", node, SAMPLING_KEYS);
        double aql = share(path + ".aql", node.get("aql"));
        double ltpd = share(path + ".ltpd", node.get("ltpd"));
        double alpha = share(path + ".alpha", node.get("alpha"));
        double beta = share(path + ".beta", node.get("beta"));
        if (Stream.of(aql, ltpd, alpha, beta).anyMatch(figure -> figure.isNaN())) {
            return Optional.empty();
        }
        List<String> wrong = Risks.problems(aql, ltpd, alpha, beta);
        wrong.forEach(problem -> problems.add(path + "." + problem));
        return wrong.isEmpty() ? Optional.of(new Risks(aql, ltpd, alpha, beta)) : Optional.empty();
    }

    private Optional<DetectorRecall> detector(String path, @Nullable JsonNode node) {
        if (node == null) {
            return Optional.empty();
        }
        if (!node.isObject()) {
            problem(path, node, "{recall: 0.80, falsePositiveRate: 0.01}");
            return Optional.empty();
        }
        checkKeys(path + ".", node, DETECTOR_KEYS);
        double recall = share(path + ".recall", node.get("recall"));
        double rate = share(path + ".falsePositiveRate", node.get("falsePositiveRate"));
        return Double.isNaN(recall) || Double.isNaN(rate)
                ? Optional.empty()
                : Optional.of(new DetectorRecall(recall, rate));
    }

    private double share(String path, @Nullable JsonNode node) {
        if (node != null && node.isNumber() && node.asDouble() > 0 && node.asDouble() <= 1) {
            return node.asDouble();
        }
        problem(path, node, "more than 0 and at most 1, e.g. 0.05");
        return Double.NaN;
    }

    private List<String> names(String path, @Nullable JsonNode node) {
        if (node == null) {
            return List.of("*");
        }
        List<String> names = new ArrayList<>();
        if (node.isArray() && !node.isEmpty()) {
            for (int i = 0; i < node.size(); i++) {
                names.add(text(path + "[" + i + "]", node.get(i), "a name"));
            }
        } else {
            names.add(text(path, node, "a name, a list of names, or \"*\""));
        }
        return names;
    }

    private GateMode mode(String path, @Nullable JsonNode node) {
        return Stream.of(GateMode.values())
                .filter(mode -> node != null && mode.name().equalsIgnoreCase(node.asText()))
                .findFirst()
                .orElseGet(() -> {
                    problem(path, node, MODES);
                    return GateMode.REVIEW;
                });
    }

    private String text(String path, @Nullable JsonNode node, String expected) {
        if (node == null || !node.isTextual() || node.asText().isBlank()) {
            problem(path, node, expected);
            return "";
        }
        return node.asText();
    }

    private void checkKeys(String prefix, JsonNode node, Set<String> known) {
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                problems.add(prefix + key + ": unknown key, expected one of "
                        + String.join(", ", known.stream().sorted().toList()));
            }
        });
    }

    private void problem(String path, @Nullable JsonNode got, String expected) {
        String shown =
                got == null || got.isNull() ? "nothing" : got.isTextual() ? "'" + got.asText() + "'" : got.toString();
        problems.add(path + ": got " + (shown.length() > 60 ? shown.substring(0, 57) + "..." : shown) + ", expected "
                + expected);
    }
}
