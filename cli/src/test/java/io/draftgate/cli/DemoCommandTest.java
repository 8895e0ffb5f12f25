package io.draftgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole pipeline in one process, as the first command of a newcomer starts it. */
@Timeout(120)
class DemoCommandTest {
    @TempDir
    Path folder;

    @Test
    void shouldAccountForEveryPromptAndVerifyTheAudit() throws Exception {
        Path prompts = Files.writeString(folder.resolve("prompts.jsonl"), """
                {"id":"a","prompt":"Once upon a time","maxTokens":10,"n":2}
                {"id":"b","task":"unconditional","maxTokens":5}
                {"id":"a","prompt":"the same id again"}
                {"id":"d","prompt":"x","task":"sonnet"}
                {"id":"e","Prompt":"misspelt"}
                not JSON
                """);

        Run demo = Run.of("demo", "--prompts", prompts.toString(), "--json");

        assertEquals(0, demo.exitCode(), demo.err());
        JsonNode summary = new ObjectMapper().readTree(demo.out());
        assertEquals(6, summary.get("prompts").asInt());
        assertEquals(2, summary.get("generated").asInt());
        assertEquals(4, summary.get("rejected").asInt());
        assertEquals(3, summary.get("drafts").asInt());
        assertEquals(
                3,
                summary.get("published").asInt()
                        + summary.get("inReview").asInt()
                        + summary.get("blocked").asInt());
        assertTrue(summary.get("auditVerified").asBoolean());
        // Two admissions, two rejections by the pipeline, three drafts, three screenings.
        assertEquals(10, summary.get("auditRecords").asInt());
        assertEquals(3, demo.err().lines().count(), demo.err());
    }

    @Test
    void shouldSayThatAPromptFileIsEmpty() throws IOException {
        Path prompts = Files.writeString(folder.resolve("empty.jsonl"), "\n\n");

        Run demo = Run.of("demo", "--prompts", prompts.toString());

        assertEquals(1, demo.exitCode());
        assertTrue(demo.err().contains("empty.jsonl is empty"), demo.err());
    }
}
