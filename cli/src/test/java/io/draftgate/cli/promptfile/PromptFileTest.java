package io.draftgate.cli.promptfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.gpt2.task.PromptSettings;
import io.draftgate.gpt2.task.SamplingSettings;
import io.draftgate.schemas.event.Priority;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptFileTest {

    @Test
    void shouldReadEveryFieldOfAPrompt() throws IOException {
        // Given
        String line = """
                {"id":"a","prompt":"Once","task":"cloze_last_word","maxTokens":7,"temperature":0.5,"topK":40,"topP":1,\
                "minP":0.05,"logitBias":{"13":-100,"7":2.5},"repetitionPenalty":1.2,"presencePenalty":0.5,\
                "frequencyPenalty":-0.5,"minTokens":3,"stopTokenIds":[13,7],"stopOnLoop":true,"maxSentences":2,\
                "topLogProbabilities":5,"longPrompt":"keepLast","choices":["a","b"],\
                "seed":9007199254740993,"stop":["\\n","."],"n":2,"priority":"high","deadlineMillis":60000,\
                "tenant":"acme","requestedBy":"ann"}""";

        // When
        List<PromptLine> lines = read(line);

        // Then
        FilePrompt prompt = valid(lines.get(0));
        assertEquals("a", prompt.id());
        assertEquals(
                new PromptSettings(
                        Optional.of("cloze-last-word"),
                        Optional.of("Once"),
                        Optional.empty(),
                        new SamplingSettings(
                                7,
                                3,
                                0.5,
                                40,
                                1.0,
                                0.05,
                                Map.of(13, -100.0, 7, 2.5),
                                1.2,
                                0.5,
                                -0.5,
                                List.of("\n", "."),
                                List.of(13, 7),
                                48,
                                2,
                                5),
                        OptionalLong.of(9_007_199_254_740_993L),
                        OptionalInt.of(2),
                        Optional.of("keepLast"),
                        List.of("a", "b")),
                prompt.settings());
        assertEquals(Optional.of(Priority.HIGH), prompt.priority());
        assertEquals(OptionalLong.of(60_000), prompt.deadlineMillis());
        assertEquals(Optional.of("acme"), prompt.tenant());
        assertEquals(Optional.of("ann"), prompt.requestedBy());
        assertEquals(Map.of(), prompt.metadata());
    }

    @Test
    void shouldReadUnpairedSurrogatesAsTheReplacementCharacterAndKeepPairsAndNuls() throws IOException {
        // When
        List<PromptLine> lines = read("{\"id\":\"a\",\"prompt\":\"x\\ud800y\\ud83e\\udd80\\u0000\\udc00\"}");

        // Then
        assertEquals(
                Optional.of("x\uFFFDy\uD83E\uDD80\u0000\uFFFD"),
                valid(lines.get(0)).settings().prompt());
    }

    @Test
    void shouldLetUnknownFieldsTravelAsMetadata() throws IOException {
        // When
        List<PromptLine> lines =
                read("{\"id\":\"a\",\"prompt\":\"x\",\"source\":\"mine\",\"page\":7,\"metadata\":{\"k\":\"v\"}}");

        // Then
        assertEquals(
                Map.of("source", "mine", "page", "7", "k", "v"),
                valid(lines.get(0)).metadata());
    }

    @Test
    void shouldTakeAnInputWithATaskAndNothingForUnconditional() throws IOException {
        // When
        List<PromptLine> lines = read("""
                {"id":"a","input":"text","task":"summarise"}
                {"id":"b","task":"unconditional","prompt":null}
                """);

        // Then
        assertEquals(Optional.of("text"), valid(lines.get(0)).settings().input());
        assertEquals(Optional.empty(), valid(lines.get(1)).settings().prompt());
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"prompt\":\"x\"}                            | id        | a string that names the prompt, got none",
                "{\"id\":7,\"prompt\":\"x\"}                   | id        | a string, got 7",
                "{\"id\":\"a\"}                                | prompt    | a string, or 'input' and 'task', got neither",
                "{\"id\":\"a\",\"prompt\":\"x\",\"input\":\"y\"} | input   | 'prompt' or 'input', got both",
                "{\"id\":\"a\",\"input\":\"y\"}                | task      | the name of a task, because 'input' goes into its template",
                "{\"id\":\"a\",\"prompt\":\"x\",\"max_tokens\":5} | max_tokens | 'maxTokens', spelt exactly so",
                "{\"id\":\"a\",\"prompt\":\"x\",\"TopP\":1}    | TopP      | 'topP', spelt exactly so",
                "{\"id\":\"a\",\"prompt\":\"x\",\"maxTokens\":1.5} | maxTokens | a whole number up to 2147483647, got 1.5",
                "{\"id\":\"a\",\"prompt\":\"x\",\"maxTokens\":3000000000} | maxTokens | a whole number up to 2147483647, got 3000000000",
                "{\"id\":\"a\",\"prompt\":\"x\",\"seed\":\"1\"} | seed     | a whole number of 64 bits, got \"1\"",
                "{\"id\":\"a\",\"prompt\":\"x\",\"temperature\":\"hot\"} | temperature | a number, got \"hot\"",
                "{\"id\":\"a\",\"prompt\":\"x\",\"stop\":[1]}  | stop      | a list of strings, got 1",
                "{\"id\":\"a\",\"prompt\":\"x\",\"logitBias\":[1]} | logitBias | an object of token ids and numbers, e.g. {\"50256\": -100}, got [1]",
                "{\"id\":\"a\",\"prompt\":\"x\",\"logitBias\":{\"the\":1}} | logitBias | an object of token ids and numbers, e.g. {\"50256\": -100}, got 'the: 1'",
                "{\"id\":\"a\",\"prompt\":\"x\",\"stopTokenIds\":[\"a\"]} | stopTokenIds | a list of token ids, got \"a\"",
                "{\"id\":\"a\",\"prompt\":\"x\",\"stop_on_loop\":48} | stop_on_loop | 'stopOnLoop', spelt exactly so",
                "{\"id\":\"a\",\"prompt\":\"x\",\"stopOnLoop\":\"yes\"} | stopOnLoop | a whole number up to 2147483647, got \"yes\"",
                "{\"id\":\"a\",\"prompt\":\"x\",\"priority\":\"urgent\"} | priority | high, normal or low, got 'urgent'",
                "[1]                                           | line      | a JSON object, got another JSON value",
            })
    void shouldSayWhatIsWrongWithALine(String line, String field, String expectation) throws IOException {
        // When
        List<PromptLine> lines = read(line);

        // Then
        PromptLine.Broken broken = assertInstanceOf(PromptLine.Broken.class, lines.get(0));
        assertEquals(field, broken.field());
        assertEquals(expectation, broken.expectation());
        assertEquals("prompts.jsonl:1: " + field + ": expected " + expectation, broken.message());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "not json",
                "{\"id\":\"a\",\"id\":\"b\",\"prompt\":\"x\"}",
                "{\"id\":\"a\",\"prompt\":\"x\"} {}",
                "{\"id\":\"a\",\"prompt\":\"x\",\"temperature\":NaN}",
            })
    void shouldReportALineThatIsNoSingleJsonObjectInOneLine(String line) throws IOException {
        // When
        List<PromptLine> lines = read(line);

        // Then
        PromptLine.Broken broken = assertInstanceOf(PromptLine.Broken.class, lines.get(0));
        assertEquals("line", broken.field());
        assertEquals(1, broken.message().lines().count(), broken.message());
    }

    @Test
    void shouldGoOnAfterABrokenLineAndCountBlankOnes() throws IOException {
        // When
        List<PromptLine> lines =
                read("\ufeff{\"id\":\"a\",\"prompt\":\"x\"}\r\n\r\noops\n{\"id\":\"b\",\"prompt\":\"y\"}");

        // Then
        assertEquals(List.of(1, 3, 4), lines.stream().map(PromptLine::line).toList());
        assertEquals(
                "line-3",
                assertInstanceOf(PromptLine.Broken.class, lines.get(1)).id());
        assertEquals("b", valid(lines.get(2)).id());
    }

    @Test
    void shouldNameTheIdOfAPromptWithAWrongField() throws IOException {
        // When
        List<PromptLine> lines = read("{\"id\":\"a\",\"prompt\":\"x\",\"n\":\"two\"}");

        // Then
        assertEquals(
                "a", assertInstanceOf(PromptLine.Broken.class, lines.get(0)).id());
    }

    @Test
    void shouldReportBytesThatAreNotUtf8() throws IOException {
        // When
        List<PromptLine> lines = read(new ByteArrayInputStream(new byte[] {'"', (byte) 0xE9, '"', '\n'}));

        // Then
        assertEquals(
                "UTF-8, got other bytes",
                assertInstanceOf(PromptLine.Broken.class, lines.get(0)).expectation());
    }

    @Test
    void shouldReadAPromptOfAMegabyteAndRefuseALineThatIsLongerThanAnyRecord() throws IOException {
        // Given
        String megabyte = "{\"id\":\"a\",\"prompt\":\"" + "a".repeat(1 << 20) + "\"}\n";
        String tooLong = "x".repeat(PromptFile.MAX_LINE_BYTES + 1) + "\n";

        // When
        List<PromptLine> lines = read(megabyte + tooLong + "{\"id\":\"c\",\"prompt\":\"z\"}\n");

        // Then
        assertEquals(
                Optional.of("a".repeat(1 << 20)), valid(lines.get(0)).settings().prompt());
        PromptLine.Broken broken = assertInstanceOf(PromptLine.Broken.class, lines.get(1));
        assertTrue(broken.expectation().endsWith("got " + (PromptFile.MAX_LINE_BYTES + 1)), broken.expectation());
        assertEquals("c", valid(lines.get(2)).id());
    }

    @Test
    void shouldFindNothingInAnEmptyFile() throws IOException {
        assertEquals(List.of(), read(""));
    }

    private static FilePrompt valid(PromptLine line) {
        return assertInstanceOf(PromptLine.Valid.class, line).prompt();
    }

    private static List<PromptLine> read(String text) throws IOException {
        return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<PromptLine> read(InputStream in) throws IOException {
        try (PromptFile file = new PromptFile("prompts.jsonl", in)) {
            List<PromptLine> lines = new ArrayList<>();
            for (Optional<PromptLine> line = file.next(); line.isPresent(); line = file.next()) {
                lines.add(line.get());
            }
            return lines;
        }
    }
}
