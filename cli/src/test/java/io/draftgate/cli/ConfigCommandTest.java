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
                FILE: cluster.prefx: unknown key, did you mean prefix?
                FILE: generater: unknown section, did you mean generator?
                FILE: generator.slot: unknown key, did you mean slots?
                DRAFTGATE_DETECTOR_STATE_DIRR: unknown variable, did you mean DRAFTGATE_DETECTOR_STATE_DIR?
                FILE: generator.threads: 'many' is not an int
                FILE: generator.tenant-weight: 'heavy' is not a double
                FILE: generator.group-protocol: expected one of [STREAMS, CLASSIC] (case-insensitive) but was 'old'
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
        assertEquals(file.toString(), origins.get("detector.stream-threads"));
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
                        + ": generator.slot: unknown key, did you mean slots? See 'draftgate config reference' for all keys.\n",
                run.err());
    }

    @Test
    void shouldGiveACommandWhatItsClusterSectionSaysUnlessItIsTyped() throws Exception {
        // Given
        configure("cluster: {partitions: 0, prefix: staging.}\n");

        // When
        Run configured = Run.of("topics", "acls", "--config", file.toString());
        Run typed = Run.of("topics", "acls", "--partitions=4", "--config=" + file);

        // Then
        assertEquals(2, configured.exitCode());
        assertEquals(
                "draftgate topics acls: --partitions is 0, expected 1 or more. Try --partitions 4.\n",
                configured.err());
        assertEquals(0, typed.exitCode(), typed.err());
        assertTrue(typed.out().contains("staging.drafts.prompts"), typed.out());
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
