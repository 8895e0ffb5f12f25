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

    @Test
    void shouldProtectTextsFromBeingCopied(@TempDir Path folder) throws Exception {
        // Given
        Path text = Files.writeString(folder.resolve("novel.txt"), "one two three four five six seven eight nine ten");
        Path index = folder.resolve("protected.idx");

        // When
        Run run = Run.of("policy", "protect", text.toString(), "--words", "8", "--output", index.toString());

        // Then
        assertEquals(new Run(0, "Wrote " + index + ": 3 runs of 8 words from 1 file.\n", ""), run);
    }

    @Test
    void shouldAnonymiseWithTheRulesOwnOperators() {
        // When
        Run run = Run.withInput("Mail jane.doe@example.org, card 4111 1111 1111 1111.", "policy", "anonymise");

        // Then
        assertEquals(new Run(0, "Mail <contact-details>, card **** **** **** ****.\n", ""), run);
    }

    @Test
    void shouldTrainAClassifierFromCategories(@TempDir Path folder) throws Exception {
        // Given
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            lines.append("{\"text\":\"the sea and the ship\",\"category\":\"approved\"}\n")
                    .append("{\"text\":\"cheap pills now\",\"category\":\"spam\"}\n");
        }
        Path data = Files.writeString(folder.resolve("reviewed.jsonl"), lines);
        Path classifier = folder.resolve("categories.bin");

        // When
        Run run = Run.of("policy", "train", "--data", data.toString(), "--output", classifier.toString(), "--json");

        // Then
        assertEquals(0, run.exitCode(), run.err());
        assertEquals(
                12,
                new ObjectMapper().readTree(run.out()).at("/categories/spam").intValue());
    }

    @Test
    void shouldSayThatThereIsNothingToLearnFrom(@TempDir Path folder) {
        // When
        Run nothing =
                Run.of("policy", "train", "--output", folder.resolve("c.bin").toString());
        Run nowhere = Run.of(
                "policy",
                "train",
                "--from-topic",
                "--output",
                folder.resolve("c.bin").toString());

        // Then
        assertEquals(2, nothing.exitCode());
        assertEquals(2, nowhere.exitCode());
    }
}
