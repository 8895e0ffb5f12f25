package io.draftgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScreenCommandTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String PROSE =
            "The harbour master counted the boats twice before the storm, and wrote the number"
                    + " on the wall in chalk. In the morning two of them were gone, and nobody in the village would say whose they"
                    + " had been or why the ropes were cut so neatly.";

    private static final List<String> KEYS =
            List.of("id", "probability", "verdict", "reasons", "detectorDigest", "operatingPoint");

    @Test
    void shouldJudgeTheTextOnStandardInput() throws Exception {
        // When
        Run run = Run.withInput(PROSE, "screen", "--json");

        // Then
        assertEquals(0, run.exitCode(), run.err());
        JsonNode document = MAPPER.readTree(run.out());
        assertTrue(keys(document).containsAll(KEYS), run.out());
        assertTrue(document.get("probability").isDouble(), run.out());
        assertTrue(document.get("operatingPoint").asText().startsWith("characters=160-299 fpr=0.01"), run.out());
        for (JsonNode reason : document.get("reasons")) {
            assertEquals(List.of("code", "text"), keys(reason));
        }
        assertTrue(document.get("detectorDigest").asText().matches("sha256:[0-9a-f]{64}"), run.out());
    }

    @Test
    void shouldJudgeOneDocumentALineAndTellOfTheLinesThatAreNone() throws Exception {
        // Given
        String lines = MAPPER.writeValueAsString(
                        MAPPER.createObjectNode().put("id", "a").put("text", PROSE))
                + "\n{\"id\":\"b\",\"text\":\"cut off"
                + "\n{\"id\":\"c\",\"text\":\"Too short.\"}\n";

        // When
        Run run = Run.withInput(lines, "screen", "--jsonl");

        // Then
        assertEquals(0, run.exitCode(), run.err());
        List<JsonNode> verdicts = new ArrayList<>();
        for (String line : run.out().lines().toList()) {
            verdicts.add(MAPPER.readTree(line));
        }
        assertEquals(
                List.of("a", "c"),
                verdicts.stream().map(verdict -> verdict.get("id").asText()).toList());
        assertTrue(verdicts.stream().allMatch(verdict -> keys(verdict).containsAll(KEYS)), run.out());
        assertEquals("too-short", verdicts.get(1).at("/reasons/0/code").asText());
        assertEquals(1, run.errLines().size(), run.err());
        assertTrue(run.err().startsWith("standard input:2: expected a JSON object"), run.err());
    }

    @Test
    void shouldCollectTheVerdictsOnAFileOfJsonLinesInOneDocument(@TempDir Path folder) throws Exception {
        // Given
        Path file = Files.writeString(
                folder.resolve("submissions.jsonl"),
                "{\"id\":\"a\",\"text\":\"Too short.\"}\n{\"id\":\"b\",\"text\":\"\"}\n");

        // When
        Run run = Run.of("screen", file.toString(), "--json");

        // Then
        assertEquals(0, run.exitCode(), run.err());
        JsonNode documents = MAPPER.readTree(run.out()).get("documents");
        assertEquals(2, documents.size());
        assertEquals("b", documents.get(1).get("id").asText());
    }

    @Test
    void shouldAbstainOnAnEmptyText() throws Exception {
        assertAbstains(Run.withInput("", "screen", "--json"), "too-short");
    }

    @Test
    void shouldAbstainOnAMegabyteOfOneLetter() throws Exception {
        assertAbstains(Run.withInput("a".repeat(1 << 20), "screen", "--json"), "no-prose");
    }

    @Test
    void shouldAnswerToTenMegabytesOfText() throws Exception {
        // When
        Run run = Run.withInput((PROSE + "\n").repeat((10 << 20) / PROSE.length()), "screen", "--json");

        // Then
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(MAPPER.readTree(run.out()).has("verdict"), run.out());
    }

    @Test
    void shouldJudgeBytesThatAreNoTextAndSayWhatWasLeftOut(@TempDir Path folder) throws Exception {
        // Given
        byte[] bytes = (PROSE + " \u00FF\u00FE " + PROSE).getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(folder.resolve("latin1.txt"), bytes);

        // When
        Run run = Run.of("screen", file.toString(), "--json");

        // Then
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().contains("Held 2 characters that stand for unreadable bytes"), run.out());
    }

    @Test
    void shouldSayThatAVerdictIsNotCalibrated() throws Exception {
        JsonNode document =
                MAPPER.readTree(Run.withInput(PROSE, "screen", "--json").out());

        assertFalse(document.get("calibrated").booleanValue());
        assertTrue(document.get("humanShare").doubleValue() > 0);
        assertTrue(document.get("reasons").toString().contains("Not calibrated"), document::toString);
    }

    @Test
    void shouldExplainAVerdictInWordsAndSentences(@TempDir Path folder) throws Exception {
        // Given
        Path page = folder.resolve("report.html");

        // When
        Run run = Run.withInput(PROSE, "screen", "--explain", "--json", "--html", page.toString());

        // Then
        assertEquals(0, run.exitCode(), run.err());
        JsonNode explanation = MAPPER.readTree(run.out()).get("explanation");
        assertEquals(2, explanation.get("sentences").size());
        assertEquals(
                PROSE.indexOf("In the morning"),
                explanation.at("/sentences/1/start").intValue());
        assertTrue(explanation.at("/features/0/text").asText().contains("human text of this length"), run.out());
        String html = Files.readString(page);
        assertTrue(html.contains("<span class=\"g1\"") && html.contains("class=\"bar\""), html);
        assertFalse(html.contains("<script") || html.contains("http://") || html.contains("src="), html);
    }

    @Test
    void shouldJudgeTheTextsOfOneSenderTogether(@TempDir Path folder) throws Exception {
        // Given
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            lines.append(MAPPER.writeValueAsString(
                            MAPPER.createObjectNode().put("text", PROSE).put("sender", i < 2 ? "ann" : "bob")))
                    .append('\n');
        }
        Path file = Files.writeString(folder.resolve("submissions.jsonl"), lines);

        // When
        Run run = Run.of("screen", file.toString(), "--aggregate-by", "sender", "--json");

        // Then
        assertEquals(0, run.exitCode(), run.err());
        JsonNode senders = MAPPER.readTree(run.out()).get("senders");
        assertEquals(List.of("ann", "bob"), senders.findValuesAsText("sender"));
        assertEquals(2, senders.get(0).get("judged").intValue());
    }

    @Test
    void shouldNotAggregatePlainText() {
        assertEquals(
                2, Run.withInput(PROSE, "screen", "--aggregate-by", "sender").exitCode());
    }

    private static void assertAbstains(Run run, String reason) throws Exception {
        assertEquals(0, run.exitCode(), run.err());
        JsonNode document = MAPPER.readTree(run.out());
        assertEquals("ABSTAIN", document.get("verdict").asText());
        assertEquals(reason, document.at("/reasons/0/code").asText());
        assertTrue(document.has("probability") && document.get("probability").isNull(), run.out());
    }

    private static List<String> keys(JsonNode object) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
