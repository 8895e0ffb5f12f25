package io.draftgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.draftgate.cli.hub.FakeHub;
import io.draftgate.cli.hub.ModelCache;
import io.draftgate.cli.hub.ModelReference;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pull, list and check, in a cache that the build sets apart for tests. */
class PulledModelCommandsTest {

    @TempDir
    Path scratch;

    @Test
    void shouldTakeThePulledNameWhereverAModelIsNamed() throws Exception {
        // Given
        try (FakeHub hub = FakeHub.with("draftgate-tests/tiny", "v1", scratch)) {
            String[] pull = {
                "model", "pull", "draftgate-tests/tiny", "--revision", "v1", "--base-url", hub.address(), "--json"
            };
            Run first = Run.of(pull);
            assertEquals(new Run(0, first.out(), ""), first);

            // When
            Run second = Run.of(pull);
            Run list = Run.of("model", "list");
            Run check = Run.of("model", "check", "draftgate-tests/tiny@v1", "--json");
            Run show = Run.of("model", "show", "--model", "draftgate-tests/tiny@v1", "--json");

            // Then
            String digest = json(show).get("modelDigest").textValue();
            assertTrue(json(second).get("wasThere").booleanValue());
            assertEquals(digest, json(first).get("modelDigest").textValue());
            assertTrue(list.out().contains("draftgate-tests/tiny@v1 "), list.out());
            assertTrue(list.out().contains(digest), list.out());
            assertEquals(digest, json(check).get("modelDigest").textValue());
            assertTrue(json(check).get("intact").booleanValue());
            assertEquals("tiny@v1", json(show).get("name").textValue());
        }
    }

    @Test
    void shouldEndWith3WhenAPulledModelIsNotWhatWasPulled() throws Exception {
        // Given
        try (FakeHub hub = FakeHub.with("draftgate-tests/damaged", "main", scratch)) {
            assertEquals(
                    0,
                    Run.of("model", "pull", "draftgate-tests/damaged", "--base-url", hub.address())
                            .exitCode());
        }
        Path merges = ModelCache.of(System.getenv())
                .folder(ModelReference.parse("draftgate-tests/damaged"))
                .resolve("merges.txt");
        Files.writeString(merges, Files.readString(merges).replaceFirst("a", "b"));

        // When
        Run run = Run.of("model", "check", "draftgate-tests/damaged");

        // Then
        assertEquals(3, run.exitCode(), run.err());
        assertTrue(run.out().startsWith("draftgate-tests/damaged is wrong: " + merges + " has "), run.out());
        assertEquals(1, run.out().lines().count());
    }

    @Test
    void shouldEndWith3WhenAFolderIsNoModel() throws Exception {
        // When
        Run run = Run.of("model", "check", scratch.toString());

        // Then
        assertEquals(3, run.exitCode(), run.err());
        assertTrue(run.out().contains("is wrong: no config.json in "), run.out());
    }

    @Test
    void shouldSayHowToGetAModelThatWasNotPulled() {
        // When
        Run run = Run.of("generate", "--model", "gpt2-large", "--prompt", "x");

        // Then
        assertEquals(
                new Run(
                        1,
                        "",
                        "draftgate generate: there is no folder gpt2-large, and no model of that name was pulled. "
                                + "Check the path, or run 'draftgate model pull gpt2'.\n"),
                run);
    }

    @Test
    void shouldKeepTheCacheOfWhoeverBuildsOutOfTheTests() {
        // Then
        assertTrue(System.getenv().getOrDefault("XDG_CACHE_HOME", "").endsWith("test-cache"));
    }

    private static JsonNode json(Run run) throws Exception {
        assertEquals(0, run.exitCode(), run.err());
        return new ObjectMapper().readTree(run.out());
    }
}
