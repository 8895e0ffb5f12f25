package io.draftgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectorCommandsTest {

    @TempDir
    Path folder;

    @Test
    void shouldNameTheDesignsWhenOneIsUnknown() {
        // When
        Run run = Run.of("detector", "compare", "--data", "none.jsonl", "--design", "tfidf");

        // Then
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("--design tfidf is unknown"), run.err());
        assertTrue(
                run.err().contains("tf-idf, hashed-ngrams, extra-trees, xgboost, regimes, regimes-centred"), run.err());
    }

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
        assertEquals(
                new Run(0, "Wrote 2 human and 2 machine texts to " + collected + ".\n", "Writing drafts...\n"), run);
        assertEquals(List.of("human", "human", "machine", "machine"), values(collected, "label"));
    }

    @Test
    void shouldLetTwoInFiveDraftsGoOnFromHumanTextsOfTheData() throws Exception {
        // Given
        Path book = Files.writeString(
                folder.resolve("book.txt"), "The fox went down to the river and looked for the boat. ".repeat(40));
        Path data = Files.writeString(
                folder.resolve("data.jsonl"),
                "{\"text\":\"A machine wrote this.\",\"label\":\"machine\",\"group\":\"machine-1\"}\n"
                        + "{\"text\":\"A person wrote this.\",\"label\":\"human\",\"group\":\"web-1\"}\n");
        Path collected = folder.resolve("own.jsonl");

        // When
        Run run = Run.of(
                "detector",
                "collect",
                "--books",
                book.toString(),
                "--data",
                data.toString(),
                "--drafts",
                "5",
                "--output",
                collected.toString());

        // Then
        assertEquals(0, run.exitCode(), run.err());
        List<String> groups = values(collected, "group");
        assertEquals(
                List.of("book-0", "book-0", "book-0", "web-1", "web-1"),
                groups.subList(groups.size() - 5, groups.size()));
    }

    @Test
    void shouldTrainADetectorThatCanBeEvaluatedAndRefuseItWhenItIsTruncated() throws Exception {
        // Given
        Path rows = Files.write(folder.resolve("rows.jsonl"), toyRows(240));
        Path detector = folder.resolve("toy.bin");

        // When
        Run training = Run.of("detector", "train", "--data", rows.toString(), "--output", detector.toString());
        Run evaluation =
                Run.of("detector", "evaluate", "--data", rows.toString(), "--detector", detector.toString(), "--json");
        Path page = folder.resolve("report.html");
        Run table = Run.of(
                "detector",
                "evaluate",
                "--data",
                rows.toString(),
                "--detector",
                detector.toString(),
                "--sample",
                "60",
                "--html",
                page.toString());
        Path ours = folder.resolve("ours.bin");
        Run calibration = Run.of(
                "detector",
                "calibrate",
                "--human",
                rows.toString(),
                "--fpr",
                "0.05",
                "--detector",
                detector.toString(),
                "--output",
                ours.toString(),
                "--json");
        Run elsewhere = Run.of(
                "detector",
                "calibrate",
                "--human",
                rows.toString(),
                "--fpr",
                "0.05",
                "--elsewhere",
                "--detector",
                detector.toString(),
                "--output",
                folder.resolve("elsewhere.bin").toString(),
                "--json");
        Run screening = Run.of("screen", rows.toString(), "--detector", ours.toString(), "--json");
        byte[] bytes = Files.readAllBytes(detector);
        Files.write(detector, Arrays.copyOf(bytes, bytes.length / 2));
        Run truncated = Run.of("screen", rows.toString(), "--detector", detector.toString());

        // Then
        assertEquals(0, training.exitCode(), training.err());
        assertTrue(training.out().contains("Wrote " + detector + ", sha256:"), training.out());
        assertTrue(training.errLines().contains("Measuring texts..."), training.err());
        JsonNode here = new ObjectMapper().readTree(calibration.out());
        JsonNode there = new ObjectMapper().readTree(elsewhere.out());
        assertEquals(0.05, here.get("chosenAt").doubleValue());
        assertEquals(0.025, there.get("chosenAt").doubleValue());
        for (JsonNode length : there.get("lengths")) {
            assertTrue(
                    length.get("abstains").booleanValue()
                            || length.get("upperBound").doubleValue() <= 0.025,
                    there::toString);
        }
        assertEquals(0, evaluation.exitCode(), evaluation.err());
        JsonNode figures = new ObjectMapper().readTree(evaluation.out());
        assertEquals(240, figures.get("n").intValue());
        assertTrue(figures.get("auroc").doubleValue() > 0.9, evaluation.out());
        for (String rate : List.of("0.001", "0.01", "0.05")) {
            assertTrue(figures.get("tprAtFpr").get(rate).isDouble(), evaluation.out());
        }
        assertTrue(figures.has("accuracy"), evaluation.out());
        assertTrue(figures.get("abstained").isInt(), evaluation.out());
        JsonNode auroc = figures.at("/intervals/auroc");
        assertTrue(auroc.get("low").doubleValue() <= figures.get("auroc").doubleValue(), evaluation.out());
        assertTrue(auroc.get("high").doubleValue() >= figures.get("auroc").doubleValue(), evaluation.out());
        assertTrue(figures.get("brier").isDouble() && figures.get("ece").isDouble(), evaluation.out());
        assertTrue(figures.at("/groups/generator/0/name").asText().equals("toy"), evaluation.out());
        assertTrue(table.out().contains("generator: toy"), table.out() + table.err());
        assertTrue(Files.readString(page).contains("<polyline class=\"curve\""), "no curve on the page");
        assertEquals(0, calibration.exitCode(), calibration.err());
        JsonNode lengths = new ObjectMapper().readTree(calibration.out()).get("lengths");
        assertEquals("80-159", lengths.get(0).get("characters").asText());
        assertTrue(lengths.get(0).get("upperBound").doubleValue() <= 0.05, calibration.out());
        assertTrue(lengths.get(3).get("abstains").booleanValue(), calibration.out());
        assertTrue(screening.out().contains("\"calibrated\" : true"), screening.out());
        assertEquals(1, truncated.exitCode());
        assertEquals(1, truncated.errLines().size(), truncated.err());
        assertTrue(truncated.err().contains("truncated or damaged"), truncated.err());
    }

    /** Of two sources; people draw from all words, the machine from a few at a time. */
    private static List<String> toyRows(int count) throws Exception {
        List<String> words = List.of(
                ("the of and to in he she was had river stone walked garden morning spoke letter window answered bread"
                                + " never through village turned")
                        .split(" "));
        Random random = new Random(5);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean machine = i % 2 == 0;
            int first = random.nextInt(words.size());
            StringBuilder text = new StringBuilder();
            for (int w = 0; w < 24; w++) {
                int next = first + random.nextInt(machine ? 6 : words.size());
                text.append(words.get(next % words.size())).append(' ');
            }
            rows.add(new ObjectMapper()
                    .writeValueAsString(Map.of(
                            "text",
                            text.toString(),
                            "label",
                            machine ? "machine" : "human",
                            "generator",
                            machine ? "toy" : "human",
                            "source",
                            "toy-" + i / 2 % 2)));
        }
        return rows;
    }

    private static List<String> values(Path file, String key) throws Exception {
        List<String> values = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            values.add(new ObjectMapper().readTree(line).path(key).asText());
        }
        return values;
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
