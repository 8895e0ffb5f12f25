package io.draftgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bench, on a tiny model of random weights: what it prints, not how fast the machine is. */
class BenchCommandTest {

    private static final double MOST_TOKENS_PER_SECOND = 1e9;

    @TempDir
    static Path folder;

    private static String model;

    @BeforeAll
    static void writeATinyModel() {
        model = folder.resolve("tiny").toString();
        assertEquals(0, Run.of("model", "random", model).exitCode());
    }

    @Test
    void shouldPrintTheDocumentedKeysWithFiguresThatAMachineCanHave() throws Exception {
        // When
        Run run = bench(
                "--threads 1 --prompt-tokens 8 --new-tokens 8 --batch 1,3 --precision f32,int8 --repetitions 2 --json");

        // Then
        assertEquals(new Run(0, run.out(), ""), run);
        JsonNode document = new ObjectMapper().readTree(run.out());
        assertEquals(
                List.of("1 f32", "3 f32", "1 int8", "3 int8"),
                elements(document.get("runs"))
                        .map(measured -> measured.get("batch") + " "
                                + measured.get("precision").textValue())
                        .toList());
        elements(document.get("runs"))
                .forEach(measured -> assertEquals(
                        List.of(
                                "batch",
                                "precision",
                                "prefillTokensPerSecond",
                                "decodeTokensPerSecond",
                                "peakRssBytes"),
                        measured.propertyStream().map(Map.Entry::getKey).toList()));
        for (int i = 0; i < 4; i++) {
            JsonNode measured = document.get("runs").get(i);
            JsonNode spreads = document.get("spreads").get(i);
            shouldBeOrdered(spreads.get("prefill"), measured.get("prefillTokensPerSecond"));
            shouldBeOrdered(spreads.get("decode"), measured.get("decodeTokensPerSecond"));
            assertTrue(
                    measured.get("peakRssBytes").isNull()
                            || measured.get("peakRssBytes").longValue() > 1 << 20,
                    measured.toString());
        }
        for (String limit : List.of("memoryReadBytesPerSecond", "f32OperationsPerSecond", "int8OperationsPerSecond")) {
            double figure = document.get("limits").get(limit).doubleValue();
            assertTrue(figure > 1e6 && figure < 1e15, limit + " " + figure);
        }
    }

    @Test
    void shouldReplayTheDraftsThatItTimed() throws Exception {
        Run run = Run.of(
                "bench",
                "replay-speed",
                "--drafts",
                "9",
                "--tokens",
                "12",
                "--precision",
                "int8",
                "--threads",
                "2",
                "--json");

        assertEquals(new Run(0, run.out(), ""), run);
        JsonNode document = new ObjectMapper().readTree(run.out());
        assertTrue(document.get("drafts").asInt() > 0, run.out());
        for (String way : List.of("alone", "beside", "replayed")) {
            double figure = document.get(way + "TokensPerSecond").doubleValue();
            assertTrue(figure > 0 && figure < MOST_TOKENS_PER_SECOND, way + " " + figure);
        }
    }

    private static void shouldBeOrdered(JsonNode spread, JsonNode median) {
        double min = spread.get("min").doubleValue();
        double max = spread.get("max").doubleValue();
        double middle = median.doubleValue();
        assertTrue(0 < min && min <= middle && middle <= max && max < MOST_TOKENS_PER_SECOND, spread.toString());
    }

    @Test
    void shouldTellWhereAStepGoes() throws Exception {
        // When
        Run run = bench("--threads 1 --prompt-tokens 8 --new-tokens 4 --batch 2 --precision f32,int8,int4 "
                + "--repetitions 1 --profile --json");

        // Then: the parts are the step
        assertEquals(0, run.exitCode(), run.err());
        JsonNode profiles = new ObjectMapper().readTree(run.out()).get("profiles");
        assertEquals(
                List.of("f32", "int8", "int4"),
                elements(profiles)
                        .map(profile -> profile.get("precision").textValue())
                        .toList());
        for (JsonNode profile : profiles) {
            double sum = elements(profile.get("partMillis"))
                    .mapToDouble(JsonNode::doubleValue)
                    .sum();
            assertEquals(profile.get("watchedStepMillis").doubleValue(), sum, 0.05 * sum + 0.01);
            for (String part : List.of("matrices", "head", "attention", "sampling", "between")) {
                assertTrue(profile.get("partMillis").get(part).doubleValue() >= 0, part);
            }
        }
        assertTrue(bench("--threads 1 --prompt-tokens 8 --new-tokens 4 --batch 2 --repetitions 1 --profile")
                .out()
                .contains("output matrix"));
    }

    @Test
    void shouldMeasureTheChunkBackEnd() {
        // When
        Run run = bench("--threads 1 --prompt-tokens 4 --new-tokens 9 --batch 2 --repetitions 1 --backend chunk");

        // Then
        assertEquals(0, run.exitCode(), run.err());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--batch 0          | --batch is 0, expected 1 to 128, e.g. 1,8,32. Name another value.",
                "--batch 1,x        | invalid value for option '--batch' (N): 'x' is not an int. See 'draftgate bench generate --help'.",
                "--threads 1 --prompt-tokens 63 | --prompt-tokens is 63, expected 1 to 62: the context holds 64 tokens. Name another value.",
                "--threads 1 --prompt-tokens 8 --new-tokens 57 | --new-tokens is 57, expected 2 to 56: the prompt takes 8 of the context's 64 tokens. Name another value.",
                "--new-tokens 1 | --new-tokens is 1, expected at least 2, e.g. 128. Name another value.",
                "--prompt-tokens 8 --new-tokens 8 --device 1 | --device is 1, expected 0, or the provider cuda: the CPU is one device. Name another value.",
                "--prompt-tokens 8 --new-tokens 8 --provider cuda --precision int8 | --precision is int8, expected f32 on a GPU: ONNX Runtime multiplies bytes on the CPU alone. Name another value.",
                "--repetitions 0    | --repetitions is 0, expected 1 to 1000, e.g. 3. Name another value.",
                "--prompt-tokens 8 --new-tokens 8 --threads 0 | --threads is 0, expected 1 to 256, e.g. 2. Name another value.",
            })
    void shouldAnswerAWrongArgumentWithOneLine(String arguments, String expected) {
        // When
        Run run = bench(arguments);

        // Then
        assertEquals(new Run(2, "", "draftgate bench generate: " + expected + "\n"), run);
    }

    @Test
    void shouldFindThatTheBackEndsAgreeAndThePrecisionsDoNot() throws Exception {
        // When
        Run same = agreement("--left step/f32/cpu/1 --right chunk/f32/cpu/3");
        Run other = agreement("--right step/int8");

        // Then
        JsonNode agreed = new ObjectMapper().readTree(same.out());
        JsonNode differed = new ObjectMapper().readTree(other.out());
        assertEquals(0, agreed.get("sequencesThatDiffer").intValue(), same.out());
        assertEquals("chunk/f32/cpu/3", agreed.get("right").textValue());
        assertTrue(differed.get("largestLogProbabilityDifference").doubleValue() > 1e-4, other.out());
    }

    @Test
    void shouldServeManyRequestsInFlatMemory() throws Exception {
        // When
        Run run = Run.of("bench", "soak", "--requests", "200", "--most-growth", "1000", "--json");

        // Then
        JsonNode document = new ObjectMapper().readTree(run.out());
        assertEquals(0, run.exitCode(), run.err());
        assertEquals(20, document.get("samples").size());
        assertEquals(200, document.get("samples").get(19).get("requests").intValue());
        assertTrue(document.get("flat").booleanValue());
    }

    @Test
    void shouldSayWhatASetupLooksLike() {
        assertEquals(
                new Run(
                        2,
                        "",
                        "draftgate bench agreement: invalid value for option '--right': 'chunk' is no "
                                + "BACKEND/PRECISION[/cpu|cuda:N[/BATCH]], e.g. chunk/int8/cpu/8. See 'draftgate bench agreement "
                                + "--help'.\n"),
                Run.of("bench", "agreement", "--right", "chunk"));
    }

    private static Run agreement(String arguments) {
        return Run.of(("bench agreement --model " + model
                        + " --threads 1 --sequences 6 --prompt-tokens 9 --new-tokens 20 --json " + arguments)
                .split(" "));
    }

    private static Run bench(String arguments) {
        return Run.of(("bench generate --model " + model + " " + arguments).split(" "));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return array.valueStream();
    }
}
