package io.draftgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.draftgate.cli.console.Appearance;
import io.draftgate.cli.console.Console;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.streams.StreamsApplication;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files that others run: against the schemas of who reads them, and against the commands and times of this code. */
class DeploymentFilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path COMPOSE = Path.of("..", "docker-compose.yml");
    private static final Path KUBERNETES = Path.of("..", "ops", "kubernetes");

    /** What a process does besides, after its applications have ended. */
    private static final long REST_SECONDS = 10;

    private static JsonNode resource(String name) throws Exception {
        try (InputStream in = DeploymentFilesTest.class.getResourceAsStream("deployment/" + name)) {
            return JSON.readTree(Objects.requireNonNull(in, name));
        }
    }

    /** All documents of a file, with anchors and merge keys resolved. */
    private static List<JsonNode> documents(Path file) throws Exception {
        List<JsonNode> documents = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            new Yaml(new SafeConstructor(new LoaderOptions()))
                    .loadAll(in)
                    .forEach(document -> documents.add(JSON.valueToTree(document)));
        }
        return documents;
    }

    private static List<JsonNode> manifests() throws Exception {
        List<JsonNode> manifests = new ArrayList<>();
        for (JsonNode name :
                documents(KUBERNETES.resolve("base/kustomization.yaml")).get(0).get("resources")) {
            manifests.addAll(documents(KUBERNETES.resolve("base").resolve(name.asText())));
        }
        return manifests;
    }

    private static Stream<JsonNode> ofKind(String kind) throws Exception {
        return manifests().stream()
                .filter(manifest -> manifest.get("kind").asText().equals(kind));
    }

    private static Set<String> complaints(JsonNode schema, String place, JsonNode document) {
        Set<String> complaints = new TreeSet<>();
        JsonSchemaFactory.getInstance(VersionFlag.V7)
                .getSchema(schema)
                .validate(document)
                .forEach(message -> complaints.add(place + ": " + message.getMessage()));
        return complaints;
    }

    private static Set<String> complaintsOfKubernetes(JsonNode manifest) throws Exception {
        String kind =
                manifest.get("apiVersion").asText() + "/" + manifest.get("kind").asText();
        ObjectNode schema = (ObjectNode) resource("kubernetes.json");
        assertTrue(schema.get("kinds").has(kind), "no schema of " + kind);
        schema.putArray("allOf").addObject().put("$ref", "#/kinds/" + kind.replace("/", "~1"));
        return complaints(schema, kind + " " + manifest.at("/metadata/name").asText(), manifest);
    }

    private static void requireCommand(JsonNode arguments) {
        Console nowhere = new Console(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                Appearance.plain());
        List<String> line = new ArrayList<>();
        arguments.forEach(argument -> line.add(argument.asText()));
        assertFalse(line.isEmpty());
        new CommandTree(nowhere, Map.of()).commandLine().parseArgs(line.toArray(String[]::new));
    }

    private static long leastGraceSeconds() {
        return 2 * StreamsApplication.CLOSE_TIMEOUT.toSeconds() + REST_SECONDS;
    }

    @Test
    void shouldKeepToTheComposeSpecification() throws Exception {
        JsonNode schema = resource("compose-spec.json");
        JsonNode compose = documents(COMPOSE).get(0);

        assertEquals(Set.of(), complaints(schema, "docker-compose.yml", compose));

        ((ObjectNode) compose.at("/services/generator")).put("comand", "run");
        assertEquals(1, complaints(schema, "docker-compose.yml", compose).size(), "a misspelt key is noticed");
    }

    @Test
    void shouldKeepToTheSchemasOfKubernetesAndItsOperators() throws Exception {
        Set<String> complaints = new TreeSet<>();
        for (JsonNode manifest : manifests()) {
            complaints.addAll(complaintsOfKubernetes(manifest));
        }

        assertEquals(Set.of(), complaints);

        ObjectNode misspelt = (ObjectNode) ofKind("StatefulSet").findFirst().orElseThrow();
        ((ObjectNode) misspelt.at("/spec/template/spec/containers/0")).put("readinesProbe", "x");
        assertEquals(1, complaintsOfKubernetes(misspelt).size(), "a misspelt key is noticed");
    }

    @Test
    void shouldOnlyGiveCommandsThatExist() throws Exception {
        JsonNode services = documents(COMPOSE).get(0).get("services");
        for (String service : List.of("topics", "generator", "detector")) {
            requireCommand(services.get(service).get("command"));
        }
        for (JsonNode workload : ofKind("StatefulSet").toList()) {
            requireCommand(workload.at("/spec/template/spec/containers/0/args"));
        }
    }

    @Test
    void shouldRunOnGpusWhereTheOverlayAsksForThem() throws Exception {
        // Given
        JsonNode generator = ofKind("StatefulSet")
                .filter(workload -> workload.at("/metadata/name").asText().equals("generator"))
                .findFirst()
                .orElseThrow();
        JsonNode overlay =
                documents(KUBERNETES.resolve("gpu/kustomization.yaml")).get(0).at("/patches/0");
        JsonNode operations = JSON.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions()))
                .<Object>load(overlay.get("patch").asText()));

        // When
        for (JsonNode operation : operations) {
            String path = operation.get("path").asText();
            int end = path.lastIndexOf('/');
            JsonNode parent = generator.at(path.substring(0, end));
            String name = path.substring(end + 1).replace("~1", "/");
            if (name.equals("-")) {
                ((ArrayNode) parent).add(operation.get("value"));
            } else {
                ((ObjectNode) parent).set(name, operation.get("value"));
            }
        }

        // Then
        assertEquals("generator", overlay.at("/target/name").asText());
        assertEquals(
                1,
                generator
                        .at("/spec/template/spec/containers/0/resources/limits/nvidia.com~1gpu")
                        .asInt());
        JsonNode arguments = generator.at("/spec/template/spec/containers/0/args");
        assertTrue(arguments.toString().contains("--provider=cuda"), arguments::toString);
        requireCommand(arguments);
        assertEquals(Set.of(), complaintsOfKubernetes(generator));
    }

    @Test
    void shouldLeaveServicesTheTimeThatTheirEndMayTake() throws Exception {
        JsonNode services = documents(COMPOSE).get(0).get("services");
        for (String service : List.of("generator", "detector")) {
            String grace = services.get(service).get("stop_grace_period").asText();
            assertTrue(Long.parseLong(grace.replace("s", "")) >= leastGraceSeconds(), service + ": " + grace);
        }
        for (JsonNode workload : ofKind("StatefulSet").toList()) {
            long grace = workload.at("/spec/template/spec/terminationGracePeriodSeconds")
                    .asLong();
            assertTrue(
                    grace >= leastGraceSeconds(), workload.at("/metadata/name").asText() + ": " + grace);
        }
    }

    @Test
    void shouldProtectAndScaleWhatItRuns() throws Exception {
        TreeSet<String> workloads = new TreeSet<>();
        for (JsonNode workload : ofKind("StatefulSet").toList()) {
            workloads.add(workload.at("/spec/template/metadata/labels").toString());
            JsonNode pod = workload.at("/spec/template/spec");
            // Kubernetes would add DRAFTGATE_... variables for services, which are no configuration of ours.
            assertEquals(false, pod.get("enableServiceLinks").asBoolean(true));
            assertEquals(true, pod.at("/securityContext/runAsNonRoot").asBoolean());
            assertEquals(
                    true,
                    pod.at("/containers/0/securityContext/readOnlyRootFilesystem")
                            .asBoolean());
        }
        TreeSet<String> budgets = new TreeSet<>();
        ofKind("PodDisruptionBudget")
                .forEach(budget ->
                        budgets.add(budget.at("/spec/selector/matchLabels").toString()));
        assertEquals(workloads, budgets);

        JsonNode scaling = ofKind("ScaledObject").findFirst().orElseThrow();
        assertEquals("generator", scaling.at("/spec/scaleTargetRef/name").asText());
        // More workers than partitions would have nothing to do.
        assertEquals(
                TopicCatalogue.DEFAULT_PARTITIONS,
                scaling.at("/spec/maxReplicaCount").asInt());
    }
}
