package io.draftgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectorCommandsTest {

    @TempDir
    Path folder;

    @Test
    void shouldCollectPassagesOfBooksAndDraftsThatGoOnFromThem() throws Exception {
        // Given
        Path book = Files.writeString(
                folder.resolve("book.txt"), "The fox went down to the river and looked for the boat. ".repeat(40));
        Path collected = folder.resolve("own.jsonl");

        // When
        Run run = Run.of(
                "detector", "collect", "--books", book.toString(), "--drafts", "2", "--output", collected.toString());

        // Then
        assertEquals(new Run(0, "Wrote 2 human and 2 machine texts to " + collected + ".\n", ""), run);
        List<String> labels = new ArrayList<>();
        for (String line : Files.readAllLines(collected)) {
            JsonNode row = new ObjectMapper().readTree(line);
            labels.add(row.get("label").textValue());
        }
        assertEquals(List.of("human", "human", "machine", "machine"), labels);
    }

    @Test
    void shouldNameTheRowThatIsNotAsDescribed() throws Exception {
        // Given
        Path rows = Files.writeString(
                folder.resolve("rows.jsonl"),
                "{\"text\":\"a\",\"label\":\"human\"}\n{\"text\":\"b\",\"label\":\"robot\"}\n");

        // When
        Run run = Run.of("detector", "evaluate", "--data", rows.toString());

        // Then
        assertEquals(
                new Run(
                        1,
                        "",
                        "draftgate detector evaluate: " + rows
                                + ":2: label is 'robot', expected human or machine. Correct the data and run the command again.\n"),
                run);
    }

    @Test
    void shouldNameTheFileThatIsMissing() {
        // When
        Run run = Run.of("detector", "evaluate", "--data", "missing.jsonl");

        // Then
        assertEquals(
                new Run(1, "", "draftgate detector evaluate: no such file: missing.jsonl. Check the path.\n"), run);
    }

    @Test
    void shouldRefuseAnOutputThatCannotBeWrittenBeforeTheWork() throws Exception {
        // Given
        Path rows = Files.writeString(folder.resolve("rows.jsonl"), "{\"text\":\"a\",\"label\":\"human\"}\n");

        // When
        Run run = Run.of("detector", "train", "--data", rows.toString(), "--output", folder.toString());

        // Then
        assertEquals(1, run.exitCode());
        assertTrue(run.err().contains("the file " + folder + " cannot be written"), run.err());
    }
}
