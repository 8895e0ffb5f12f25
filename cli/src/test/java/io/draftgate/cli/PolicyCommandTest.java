package io.draftgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCommandTest {

    @Test
    void shouldCountTheHumanTextsThatBreakARule(@TempDir Path folder) throws Exception {
        // Given
        Path data = Files.writeString(folder.resolve("rows.jsonl"), """
                {"text":"Mail jane.doe@example.org or call +44 20 7946 0958.","label":"human"}
                {"text":"Nothing happened that day.","label":"human"}
                {"text":"Mail me at joe@example.org.","label":"machine"}
                """);

        // When
        Run run = Run.of("policy", "evaluate", "--data", data.toString(), "--json");

        // Then
        assertEquals(0, run.exitCode(), run.err());
        JsonNode figures = new ObjectMapper().readTree(run.out());
        assertEquals(2, figures.get("n").intValue());
        assertEquals(1, figures.get("hit").intValue());
        assertEquals("{\"contact-details\":1}", figures.get("byRule").toString());
    }
}
