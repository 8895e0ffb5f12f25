package io.draftgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {
    private static final Path REFERENCE = Path.of("..", "docs", "configuration.md");

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("draftgate.yaml");
    }

    private void configure(String yaml) throws Exception {
        Files.writeString(file, yaml);
    }

    private Map<String, String> shown(Map<String, String> environment, String field, String... arguments)
            throws Exception {
        Run run = Run.withEnvironment(environment, arguments);
        assertEquals(0, run.exitCode(), run.err());
        Map<String, String> values = new HashMap<>();
        for (JsonNode setting : new ObjectMapper().readTree(run.out()).get("settings")) {
            values.put(
                    setting.get("service").asText() + "." + setting.get("key").asText(),
                    setting.get(field).asText());
        }
        return values;
    }

    @Test
    void shouldSayAllMistakesAtOnceWithTheNearestKey() throws Exception {
        // Given
        configure("""
                cluster: {bootstrap: 'localhost:1', prefx: test.}
                generater: {slots: 4}
                generator:
                  slot: 16
                  threads: many
                  tenant-weight: {acme: heavy}
                  group-protocol: old
                """);

        // When
        Run run = Run.withEnvironment(
                Map.of("DRAFTGATE_DETECTOR_STATE_DIRR", "x"), "config", "check", "--config", file.toString());

        // Then
        assertEquals(3, run.exitCode());
        assertEquals("", run.err());
        assertEquals("""
                FILE:1: cluster.prefx: unknown key, did you mean prefix?
                FILE:2: generater: unknown section, did you mean generator?
                FILE:4: generator.slot: unknown key, did you mean slots?
                DRAFTGATE_DETECTOR_STATE_DIRR: unknown variable, did you mean DRAFTGATE_DETECTOR_STATE_DIR?
                FILE:5: generator.threads: 'many' is not an int
                FILE:6: generator.tenant-weight: 'heavy' is not a double
                FILE:7: generator.group-protocol: expected one of [STREAMS, CLASSIC] (case-insensitive) but was 'old'
                """.replace("FILE", file.toString()), run.out());
    }

    @Test
    void shouldSayNothingIsWrongWhereNothingIs() throws Exception {
        configure("generator: {slots: 4}\n");

        Run run = Run.of("config", "check", "--config", file.toString());

        assertEquals(new Run(0, "1 settings, nothing wrong.\n", ""), run);
    }

    @Test
    void shouldTakeVariablesBeforeTheFileAndServicesBeforeWhatTheyShare() throws Exception {
        // Given
        configure("""
                cluster: {bootstrap: 'kafka:9092'}
                services: {stream-threads: 2, metrics-port: 9464}
                generator: {stream-threads: 3, slots: 4, tenant-weight: {acme: 2, free: 0.5}}
                """);
        Map<String, String> environment =
                Map.of("DRAFTGATE_CONFIG", file.toString(), "DRAFTGATE_GENERATOR_SLOTS", "16");

        // When
        Map<String, String> values = shown(environment, "value", "config", "show", "--json");
        Map<String, String> origins = shown(environment, "origin", "config", "show", "--json");

        // Then
        assertEquals("kafka:9092", values.get("index.bootstrap"));
        assertEquals("3", values.get("generator.stream-threads"));
        assertEquals("2", values.get("detector.stream-threads"));
        assertEquals("16", values.get("generator.slots"));
        assertEquals("acme=2, free=0.5", values.get("generator.tenant-weight"));
        assertEquals("60", values.get("generator.aging-seconds"));
        assertEquals("DRAFTGATE_GENERATOR_SLOTS", origins.get("generator.slots"));
        assertEquals(file + ":2", origins.get("detector.stream-threads"));
        assertEquals("default", origins.get("generator.aging-seconds"));
        assertEquals("required", origins.get("generator.state-dir"));
    }

    @Test
    void shouldMaskSecretsWhereverTheyComeFrom() throws Exception {
        // Given
        Path secret =
                Files.writeString(folder.resolve("database"), "jdbc:postgresql://db/audit?user=a&password=hush\n");
        configure("index: {database: {file: '" + secret + "'}}\n");
        Map<String, String> environment = Map.of("DRAFTGATE_CONSOLE_DATABASE_FILE", secret.toString());

        // When
        Run run = Run.withEnvironment(environment, "config", "show", "--config", file.toString());

        // Then
        assertFalse(run.out().contains("hush"), run.out());
        assertEquals(2, run.out().split("user=a&password=\\*+ ", -1).length - 1, run.out());
    }

    @Test
    void shouldRefuseToStartAServiceWithAMistake() throws Exception {
        configure("generator: {slot: 16}\n");

        Run run = Run.of("run", "generator", "--config", file.toString());

        assertEquals(2, run.exitCode());
        assertEquals(
                "draftgate: the configuration has a mistake: " + file
                        + ":1: generator.slot: unknown key, did you mean slots? See 'draftgate config reference' for all keys.\n",
                run.err());
    }

    @Test
    void shouldGiveACommandWhatItsClusterSectionSaysUnlessItIsTyped() throws Exception {
        // Given
        configure("cluster: {prefix: staging.}\n");

        // When
        Run configured = Run.of("topics", "acls", "--config", file.toString());
        Run typed = Run.of("topics", "acls", "--prefix=test.", "--config=" + file);

        // Then
        assertTrue(configured.out().contains("staging.drafts.prompts"), configured.out());
        assertTrue(typed.out().contains("test.drafts.prompts"), typed.out());
    }

    @Test
    void shouldSayAllThatIsNotAllowedAtOnce() throws Exception {
        // Given
        configure("""
                cluster:
                  partitions: 0
                  plaintext-retention: PT1M
                services: {metrics-port: 65536}
                generator:
                  slots: 257
                  aging-seconds: -1
                  trace-share: 1.5
                  tenant-weight: {acme: 2, free: 0}
                broker: {controllers: [19192, 0, 19194]}
                """);

        // When
        Run run = Run.withEnvironment(
                Map.of("DRAFTGATE_DETECTOR_SECOND_REVIEW", "NaN", "DRAFTGATE_GENERATOR_THREADS", "0"),
                "config",
                "check",
                "--config",
                file.toString());

        // Then
        assertEquals("""
                FILE:2: cluster.partitions: 0, expected 1 or more
                FILE:3: cluster.plaintext-retention: PT1M, expected PT15M or more
                FILE:4: services.metrics-port: 65536, expected 0 to 65535
                FILE:6: generator.slots: 257, expected 1 to 256
                FILE:7: generator.aging-seconds: -1, expected 1 or more
                FILE:8: generator.trace-share: 1.5, expected 0 to 1
                FILE:9: generator.tenant-weight: 0.0, expected more than 0, at most 1000
                FILE:10: broker.controllers: 0, expected 1 to 65535
                DRAFTGATE_DETECTOR_SECOND_REVIEW: detector.second-review: NaN, expected 0 to 1
                DRAFTGATE_GENERATOR_THREADS: generator.threads: 0, expected 1 to 256
                """.replace("FILE", file.toString()), run.out());
        assertEquals(3, run.exitCode());
    }

    @Test
    void shouldAllowWhatLiesOnTheEdges() throws Exception {
        configure("""
                cluster: {partitions: 1, plaintext-retention: PT15M}
                services: {metrics-port: 0, trace-share: 0}
                generator: {slots: 256, metrics-port: 65535, trace-share: 1, tenant-weight: {acme: 1000}}
                broker: {session-seconds: 6}
                """);

        Run run = Run.of("config", "check", "--config", file.toString());

        assertEquals(new Run(0, "9 settings, nothing wrong.\n", ""), run);
    }

    @Test
    void shouldSayAllThatIsNotAllowedOfWhatIsTyped() {
        Run run =
                Run.of("run", "generator", "--bootstrap=localhost:1", "--state-dir=x", "--slots=0", "--trace-share=2");

        assertEquals(
                new Run(
                        2,
                        "",
                        "draftgate run generator: --slots is 0, expected 1 to 256; --trace-share is 2.0, expected 0 to 1. "
                                + "See 'draftgate run generator --help'.\n"),
                run);
    }

    @Test
    void shouldNameWhatIsAllowed() throws Exception {
        JsonNode keys = new ObjectMapper()
                .readTree(Run.of("config", "reference", "--json").out())
                .get("keys");

        Map<String, String> ranges = new HashMap<>();
        keys.forEach(
                key -> ranges.put(key.get("key").asText(), key.get("allowed").asText()));
        assertEquals("1 to 256", ranges.get("generator.slots"));
        assertEquals("0 to 1", ranges.get("services.trace-share"));
        assertEquals("PT15M or more", ranges.get("cluster.plaintext-retention"));
        assertEquals("streams, classic", ranges.get("services.group-protocol"));
        assertEquals("true, false", ranges.get("console.behind-https"));
    }

    @Test
    void shouldNameAFileThatIsNotThere() {
        Run run = Run.of("topics", "describe", "--config", file.toString());

        assertEquals(new Run(1, "", "draftgate: no such file: " + file + ". Check the path.\n"), run);
    }

    @Test
    void shouldKeepTheReferencePageFresh() throws Exception {
        Run run = Run.of("config", "reference");

        assertEquals(
                Files.readString(REFERENCE),
                run.out(),
                "docs/configuration.md is stale: ./draftgate config reference > docs/configuration.md");
    }
}
