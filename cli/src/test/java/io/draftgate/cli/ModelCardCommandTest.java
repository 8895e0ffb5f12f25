package io.draftgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCardCommandTest {
    @TempDir
    Path folder;

    @Test
    void shouldFindTheBundledModelsCardComplete() throws Exception {
        Run run = Run.of("model", "card", "--json");

        JsonNode document = new ObjectMapper().readTree(run.out());
        assertEquals(0, run.exitCode(), run.out());
        assertTrue(document.get("complete").asBoolean());
        assertTrue(document.get("cardDigest").asText().matches("sha256:[0-9a-f]{64}"));
    }

    @Test
    void shouldKnowTheBundledModelByTheNameThatDraftsGiveIt() throws Exception {
        Run unnamed = Run.of("model", "card", "--json");
        Run named = Run.of("model", "card", "storybook-7m", "--json");

        assertEquals(unnamed, named);
    }

    @Test
    void shouldBeginACardWithWhatCanBeMeasured() throws Exception {
        // Given
        String model = folder.resolve("tiny").toString();
        Run.of("model", "random", model);
        Path text = Files.writeString(folder.resolve("held-out.txt"), "aab");
        assertEquals(3, Run.of("model", "card", model).exitCode());

        // When
        Run run = Run.of("model", "card", model, "--write", "--text", text.toString());

        // Then
        assertEquals(3, run.exitCode(), "a person has to go on with it");
        assertTrue(run.out().contains("Loss on held-out.txt: "), run.out());
        assertTrue(run.err().contains("section 'Intended Use' is still (to be written)"), run.err());
        assertEquals(2, Run.of("model", "card", model, "--write").exitCode(), "never written over");
    }
}
