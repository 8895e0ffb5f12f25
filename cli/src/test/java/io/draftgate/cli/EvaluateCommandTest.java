package io.draftgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.scoring.TokenScore;
import io.draftgate.gpt2.scoring.TokenScorer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
    @TempDir
    private Path folder;

    @Test
    void shouldCountThePerplexityOfATextOverItsOwnWordsAndLines() throws IOException {
        // Given: 8 words and 2 ends of lines; the model reads them without the spaces of the tokeniser
        Path data = write("wiki.test.tokens", " The king said , \" Come . \"\n = End =\n");

        // When
        JsonNode document = evaluate("wikitext", data);

        // Then
        double expected = Math.exp(-logProbability("The king said, \"Come.\"\n= End =\n") / 13);
        assertEquals(expected, document.at("/figures/0/value").asDouble(), 1e-3 * expected);
        assertEquals(13, document.path("examples").asInt());
        assertEquals(29.41, document.at("/figures/0/reference/124M").asDouble());
        assertEquals(18.34, document.at("/figures/0/reference/1558M").asDouble());
        assertEquals("storybook-7m", document.path("model").asText());
    }

    @Test
    void shouldReadALongPackedTextInBlocksThatEndWithALine() throws IOException {
        // Given: two lines of 1 word, longer together than a block is
        String line = " ".repeat(140_000) + "king\n";
        Path data = folder.resolve("wiki.test.tokens.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(data))) {
            out.write((line + line).getBytes(StandardCharsets.UTF_8));
        }

        // When
        JsonNode document = evaluate("wikitext", data);

        // Then: the de-tokenised blocks are a word and the end of a line each
        double expected = Math.exp(-2 * logProbability("king\n") / 4);
        assertEquals(expected, document.at("/figures/0/value").asDouble(), 1e-3 * expected);
        assertEquals(4, document.path("examples").asInt());
    }

    @Test
    void shouldReadUnrelatedSentencesEachByItself() throws IOException {
        // Given
        Path data = write("news.heldout", "The king said yes .\nHe went home .\n");

        // When
        JsonNode document = evaluate("one-billion-words", data);

        // Then: 5 + 1 and 4 + 1 words
        double expected = Math.exp(-(logProbability("The king said yes.\n") + logProbability("He went home.\n")) / 11);
        assertEquals(expected, document.at("/figures/0/value").asDouble(), 1e-3 * expected);
    }

    @Test
    void shouldCountBitsOverBytes() throws IOException {
        // Given
        Path data = write("enwik8", "caf\u00E9 and tea");

        // When
        JsonNode document = evaluate("enwik8", data);

        // Then: 13 bytes of 12 characters
        assertEquals(
                -logProbability("caf\u00E9 and tea") / 13 / Math.log(2),
                document.at("/figures/0/value").asDouble(),
                1e-3);
        assertEquals("bits", document.at("/figures/0/unit").asText());
    }

    @Test
    void shouldMeasureTheLastWordOfPassages() throws IOException {
        // Given
        String one = "Once upon a";
        String two = "The Scarecrow looked at Dorothy and";
        Path data = write("lambada.jsonl", "{\"text\":\"" + one + " time\"}\n{\"text\":\"" + two + " zebras\"}\n");

        // When
        JsonNode document = evaluate("lambada", data);

        // Then: the first is the model's first choice, the second nobody's
        double expected = Math.exp(-(logProbability(one + " time")
                        - logProbability(one)
                        + logProbability(two + " zebras")
                        - logProbability(two))
                / 2);
        assertEquals(expected, document.at("/figures/0/value").asDouble(), 1e-2 * expected);
        assertEquals(50, document.at("/figures/1/value").asDouble());
        assertEquals(50, document.at("/figures/2/value").asDouble());
        assertEquals(45.99, document.at("/figures/1/reference/124M").asDouble());
        assertEquals(1, document.at("/figures/2/reference").size());
    }

    @Test
    void shouldChooseTheLikeliestWordOfAStory() throws IOException {
        // Given: one question in the form of the Children's Book Test, the rest of whose sentence counts
        StringBuilder story = new StringBuilder();
        for (int line = 1; line <= 20; line++) {
            story.append(line).append(" The fox saw the grapes .\n");
        }
        String question = "21 The XXXXX saw the grapes .\tfox\t\tfox|xylophone|of|never\n\n";
        Path data = write("cbtest_CN_test.txt", story + question + story + question.replace("\tfox\t", "\tof\t"));

        // When
        JsonNode document = evaluate("cbt", data);

        // Then
        assertEquals(50, document.at("/figures/0/value").asDouble());
        assertEquals(93.30, document.at("/figures/0/reference/1558M").asDouble());
        assertEquals(2, document.path("examples").asInt());
    }

    @Test
    void shouldChooseTheLikeliestOfGivenWords() throws IOException {
        // Given
        Path data = write("mine.jsonl", """
                {"text":"Once upon a ___ there was a king.","choices":["time","hammer","of"],"answer":"time"}
                {"text":"The king XXXXX to the queen.","choices":["quickly of","said"],"answer":"said"}
                """);

        // When
        JsonNode document = evaluate("cloze", data);

        // Then
        assertEquals(100, document.at("/figures/0/value").asDouble());
        assertEquals(0, document.at("/figures/0/reference").size());
    }

    @Test
    void shouldFillABlankWithTheLikeliestWord() throws IOException {
        // When
        Run run = Run.of(
                "choose", "--text", "Once upon a ___ there was a king.", "--choice", "hammer", "--choice", "time");
        Run noBlank = Run.of("choose", "--text", "no blank", "--choice", "a", "--choice", "b");

        // Then
        assertEquals(
                List.of("time", "hammer"),
                run.out().lines().map(line -> line.substring(10)).toList());
        assertEquals(2, noBlank.exitCode());
    }

    @Test
    void shouldReadWinogradSchemas() throws IOException {
        // Given
        Path data = write("WSCollection.xml", """
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE collection SYSTEM "nowhere.dtd">
                <collection><schema><text><txt1>The king called the dog and</txt1><pron>he</pron>
                <txt2>barked at the cat .</txt2></text>
                <answers><answer>The king</answer><answer>The dog</answer></answers>
                <correctAnswer>B.</correctAnswer></schema></collection>
                """);

        // When
        JsonNode document = evaluate("winograd", data);

        // Then
        assertEquals(1, document.path("examples").asInt());
        assertTrue(List.of(0.0, 100.0).contains(document.at("/figures/0/value").asDouble()));
        assertEquals(70.70, document.at("/figures/0/reference/1558M").asDouble());
    }

    @Test
    void shouldHaveTheModelWriteAndCompareWithPeople() throws IOException {
        // Given
        Path coqa = write("coqa.json", """
                {"data":[{"story":"A fox ran.","questions":[{"input_text":"Who ran?"},{"input_text":"How?"}],
                "answers":[{"input_text":"a fox"},{"input_text":"fast"}]}]}""");
        Path questions = write("nq.jsonl", "{\"question\":\"who ran\",\"answer\":[\"a fox\",\"the fox\"]}\n");
        Path story = write(
                "a.story", "The fox ran.\n\nIt was red.\n\n@highlight\n\nA fox ran\n\n@highlight\n\nIt was red\n");
        Path pairs = write("pairs.tsv", "The dog is here.\tLe chien est ici.\n");

        // Then: of a model that writes storybook English only the ranges are known
        for (JsonNode document : List.of(
                evaluate("coqa", coqa),
                evaluate("qa", questions),
                evaluate("summarisation", story),
                evaluate("translation", pairs))) {
            for (JsonNode figure : document.path("figures")) {
                assertTrue(
                        figure.path("value").asDouble() >= 0
                                && figure.path("value").asDouble() <= 100,
                        document::toString);
                assertEquals(1, figure.path("reference").size());
            }
        }
    }

    @Test
    void shouldSayInOneLineWhatIsWrong() throws IOException {
        // Given
        Path empty = write("empty.txt", "");
        Path noBlank = write("bad.jsonl", "{\"text\":\"no blank\",\"choices\":[\"a\",\"b\"],\"answer\":\"a\"}\n");

        // Then
        assertFails(2, "TASK is poetry, expected one of lambada, wikitext", "poetry", empty);
        assertFails(1, "got an empty file, expected a text", "wikitext", empty);
        assertFails(1, "question 1: got 0 blanks, expected one XXXXX or ___", "cloze", noBlank);
        assertFails(1, "no such file", "lambada", folder.resolve("nowhere"));
    }

    private static void assertFails(int code, String message, String task, Path data) {
        Run run = Run.of("evaluate", task, "--data", data.toString());
        assertEquals(code, run.exitCode());
        assertTrue(run.err().contains(message), run.err());
        assertEquals("", run.out());
    }

    private static JsonNode evaluate(String task, Path data) {
        Run run = Run.of("evaluate", task, "--data", data.toString(), "--json");
        assertEquals(0, run.exitCode(), run.err());
        try {
            return new ObjectMapper().readTree(run.out());
        } catch (JsonProcessingException e) {
            throw new AssertionError(run.out(), e);
        }
    }

    private static double logProbability(String text) {
        try (Gpt2 model = Gpt2.bundled();
                TokenScorer scorer = TokenScorer.open(model)) {
            return scorer.score(text).tokens().stream()
                    .mapToDouble(TokenScore::logProbability)
                    .sum();
        }
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
