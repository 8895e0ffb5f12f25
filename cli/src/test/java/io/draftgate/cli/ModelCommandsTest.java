package io.draftgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Generate, score and model, on a tiny model of random weights that a command of ours wrote. */
class ModelCommandsTest {

    @TempDir
    static Path folder;

    private static String model;

    @BeforeAll
    static void writeATinyModel() {
        model = folder.resolve("tiny").toString();
        assertEquals(
                new Run(0, "Wrote 43904 random weights to " + model + ".\n", ""), Run.of("model", "random", model));
    }

    @Test
    void shouldPrintTheDocumentedKeysOfAGeneration() throws Exception {
        // When
        Run run =
                generate("--prompt", "hello", "--max-tokens", "7", "--n", "2", "--seed", "5", "--top-k", "9", "--json");

        // Then
        JsonNode document = new ObjectMapper().readTree(run.out());
        assertEquals(new Run(0, run.out(), ""), run);
        assertEquals(
                List.of(
                        "schemaVersion",
                        "completions",
                        "promptTokenIds",
                        "promptTokensDropped",
                        "seed",
                        "modelDigest",
                        "engine",
                        "parameters"),
                names(document));
        JsonNode first = document.get("completions").get(0);
        assertEquals(2, document.get("completions").size());
        assertEquals(List.of("index", "text", "tokenIds", "finishReason", "logProbabilities"), names(first));
        assertEquals(7, first.get("tokenIds").size());
        assertEquals("length", first.get("finishReason").textValue());
        assertEquals(5, document.get("seed").longValue());
        assertEquals(
                new ObjectMapper()
                        .readTree("{\"temperature\":1.0,\"topK\":9,\"topP\":1.0,\"minP\":0.0,\"logitBias\":{},"
                                + "\"repetitionPenalty\":1.0,\"presencePenalty\":0.0,\"frequencyPenalty\":0.0,"
                                + "\"maxTokens\":7,\"minTokens\":0,\"stop\":[],\"stopTokenIds\":[],\"stopOnLoop\":0,"
                                + "\"maxSentences\":0,\"topLogProbabilities\":0,\"n\":2}"),
                document.get("parameters"));
    }

    @Test
    void shouldTakeEveryControlAndTellTheLikeliestTokens() throws Exception {
        // When
        Run run = generate(
                "--prompt",
                "hello hello hello hello",
                "--max-tokens",
                "6",
                "--min-tokens",
                "2",
                "--min-p",
                "0.01",
                "--logit-bias",
                "13=-100,7=2.5",
                "--repetition-penalty",
                "1.2",
                "--presence-penalty",
                "0.5",
                "--frequency-penalty",
                "0.25",
                "--stop-token-ids",
                "1,2",
                "--stop-on-loop",
                "--max-sentences",
                "3",
                "--top-log-probabilities",
                "2",
                "--long-prompt",
                "keepLast",
                "--json");

        // Then
        JsonNode document = new ObjectMapper().readTree(run.out());
        assertEquals(0, run.exitCode(), run.err());
        JsonNode parameters = document.get("parameters");
        assertEquals(2.5, parameters.at("/logitBias/7").doubleValue());
        assertEquals(48, parameters.get("stopOnLoop").intValue());
        assertEquals(List.of(1, 2), new ObjectMapper().convertValue(parameters.get("stopTokenIds"), List.class));
        JsonNode first = document.get("completions").get(0);
        assertEquals(
                first.get("tokenIds").size(), first.get("topLogProbabilities").size());
        assertEquals(2, first.at("/topLogProbabilities/0").size());
        assertEquals(List.of("id", "text", "logProbability"), names(first.at("/topLogProbabilities/0/0")));
        assertEquals(0, document.get("promptTokensDropped").intValue());
    }

    @Test
    void shouldPrintTheSameTextWhileItIsWritten() {
        // When
        Run whole = generate("--prompt", "hello", "--max-tokens", "12");
        Run streamed = generate("--prompt", "hello", "--max-tokens", "12", "--stream");
        Run both = generate("--prompt", "hello", "--stream", "--json");

        // Then
        assertEquals(whole, streamed);
        assertEquals(2, both.exitCode());
    }

    @Test
    void shouldTakeTheLikeliestOfChoices() throws Exception {
        // Given
        String[] cloze = {"--task", "cloze", "--input", "hello ___ hello", "--choice", "hello", "--choice", "zebra"};

        // When
        Run lines = generate(cloze);
        Run json = generate(
                Stream.concat(Arrays.stream(cloze), Stream.of("--json")).toArray(String[]::new));
        Run streamed = generate(
                Stream.concat(Arrays.stream(cloze), Stream.of("--stream")).toArray(String[]::new));
        Run without = generate("--task", "cloze", "--input", "hello ___ hello");

        // Then
        JsonNode document = new ObjectMapper().readTree(json.out());
        assertEquals(0, lines.exitCode(), lines.err());
        assertTrue(lines.out().matches("(?s) *[0-9.]+ %  [a-z]+\n *[0-9.]+ %  [a-z]+\n"), lines.out());
        assertEquals(1, document.get("completions").size());
        assertEquals("choice", document.at("/completions/0/finishReason").textValue());
        assertEquals(List.of("choice", "logProbability", "probability"), names(document.at("/choices/0")));
        assertEquals(2, streamed.exitCode());
        assertEquals(2, without.exitCode());
        assertTrue(without.err().contains("--choices is absent, expected 2 to 32 strings"), without.err());
    }

    @Test
    void shouldListTheTasksAndTakeThoseOfAFolder() throws Exception {
        // Given
        Path tasks = Files.createDirectory(folder.resolve("tasks"));
        Files.writeString(tasks.resolve("haiku.yaml"), """
                name: haiku
                description: Three lines.
                template: "Haiku about {input}:"
                settings: {maxTokens: 5, topK: 3}
                """);

        // When
        Run list = Run.of("tasks", "--tasks", tasks.toString());
        JsonNode document = new ObjectMapper()
                .readTree(Run.of("tasks", "--tasks", tasks.toString(), "--json").out());
        Run text = generate("--task", "haiku", "--input", "frogs", "--tasks", tasks.toString(), "--json");

        // Then
        assertTrue(list.out().contains("haiku\n    Three lines.\n    maxTokens 5, topK 3\n"), list.out());
        assertEquals(13, document.get("tasks").size());
        assertEquals(
                "{\"maxTokens\":100,\"temperature\":1.0,\"topK\":2,\"maxSentences\":3}",
                document.at("/tasks/3/settings").toString());
        JsonNode generated = new ObjectMapper().readTree(text.out());
        assertEquals(3, generated.at("/parameters/topK").intValue());
        Files.writeString(tasks.resolve("bad.yaml"), "name: 7\n");
        Run bad = Run.of("tasks", "--tasks", tasks.toString());
        assertEquals(1, bad.exitCode());
        assertEquals(1, bad.errLines().size());
    }

    @Test
    void shouldWriteTheSameTextForTheSameCommandAndAnotherForAnotherSeed() {
        // When
        Run first = generate("--prompt", "hello", "--max-tokens", "12");
        Run second = generate("--prompt", "hello", "--max-tokens", "12");
        Run other = generate("--prompt", "hello", "--max-tokens", "12", "--seed", "5");

        // Then
        assertEquals(0, first.exitCode(), first.err());
        assertEquals(first, second);
        assertNotEquals(first.out(), other.out());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--prompt x --max-tokens 100 | --max-tokens is 100, expected 1 to 63: the prompt takes 1 of the context's 64 tokens",
                "--prompt x --temperature -1 | --temperature is -1.0, expected 0 to 100, e.g. 0.8",
                "--prompt x --top-p 0        | --top-p is 0.0, expected above 0 and at most 1 (off), e.g. 0.95",
                "--prompt x --n 0            | --n is 0, expected 1 to 128",
                "--prompt x --n 0 --precision int8 | --n is 0, expected 1 to 128",
                "--input x                   | --task is absent, expected a task for the input, e.g. story; or use prompt",
            })
    void shouldRefuseASettingThatCannotBeServed(String arguments, String expected) {
        // When
        Run run = generate(arguments.split(" "));

        // Then
        assertEquals(new Run(2, "", "draftgate generate: " + expected + ". See 'draftgate generate --help'.\n"), run);
    }

    @Test
    void shouldSayInOneLineThatAFolderHoldsNoModel() throws Exception {
        // Given
        Path broken = Files.createDirectory(folder.resolve("broken"));

        // When
        Run run = Run.of("generate", "--prompt", "x", "--model", broken.toString());

        // Then
        assertEquals(1, run.exitCode());
        assertEquals(1, run.errLines().size(), run.err());
        assertTrue(run.err().contains("config.json"), run.err());
    }

    @Test
    void shouldScoreEveryTokenOfStandardInput() throws Exception {
        // When
        Run run = Run.withInput("hello\n", "score", "--model", model, "--json");

        // Then
        JsonNode document = new ObjectMapper().readTree(run.out());
        assertEquals(0, run.exitCode(), run.err());
        double mean = StreamSupport.stream(document.get("tokens").spliterator(), false)
                .mapToDouble(token -> token.get("logProbability").doubleValue())
                .average()
                .orElseThrow();
        assertEquals(Math.exp(-mean), document.get("perplexity").doubleValue(), 1e-9);
        assertEquals(32, document.get("stride").intValue());
        assertEquals(
                "\n",
                document.get("tokens")
                        .get(document.get("tokens").size() - 1)
                        .get("text")
                        .textValue());
    }

    @Test
    void shouldScoreAnEmptyTextAsNoTokensAndNoPerplexity() throws Exception {
        // When
        Run run = Run.withInput("", "score", "--model", model, "--json");

        // Then
        JsonNode document = new ObjectMapper().readTree(run.out());
        assertEquals(0, document.get("tokens").size());
        assertTrue(document.get("perplexity").isNull());
    }

    @Test
    void shouldShowTheBundledModel() {
        // When
        Run run = Run.of("model", "show");

        // Then
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().contains("parameters       6901760\n"), run.out());
    }

    @Test
    void shouldTellTheMemoryThatAModelNeeds() throws Exception {
        // When
        Run run = Run.of("model", "show", model, "--json");

        // Then
        JsonNode document = new ObjectMapper().readTree(run.out());
        assertEquals(32768, document.get("kvCacheBytesPerSlot").intValue());
        for (JsonNode memory : document.get("memory")) {
            assertTrue(memory.get("bytesPerSlot").longValue() > 32768, run.out());
        }
        assertTrue(
                document.get("memory").get(1).get("weightBytes").longValue()
                        < document.get("memory").get(0).get("weightBytes").longValue(),
                run.out());
    }

    @Test
    void shouldWriteARandomModelInTheTypeThatIsAskedFor() throws Exception {
        // Given
        Path half = folder.resolve("half");

        // When
        Run run = Run.of("model", "random", half.toString(), "--type", "f16");

        // Then
        assertEquals(0, run.exitCode(), run.err());
        long halfBytes = Files.size(half.resolve("model.safetensors"));
        assertEquals(2 * 43904, Files.size(Path.of(model, "model.safetensors")) - halfBytes, 64);
        assertEquals(0, Run.of("model", "check", half.toString()).exitCode());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"generate --prompt x", "bench generate", "bench soak", "demo", "run generator"})
    void shouldStopWithOneLineWhereAGpuIsAskedForThatIsNotThere(String command) {
        // When
        Run run = Run.of((command + " --provider cuda --device 63"
                        + (command.startsWith("run") ? " --bootstrap localhost:1 --state-dir " + folder : ""))
                .split(" "));

        // Then
        assertEquals(1, run.exitCode(), run.err());
        assertEquals(1, run.errLines().size(), run.err());
        assertTrue(run.err().endsWith(" Mend that, or choose --provider cpu or --on-missing-gpu cpu.\n"), run.err());
    }

    @Test
    void shouldComputeOnTheCpuWhereThatIsAllowed() {
        // When
        Run cpu = generate("--prompt", "x", "--max-tokens", "9");
        Run fallback = generate(
                "--prompt",
                "x",
                "--max-tokens",
                "9",
                "--provider",
                "cuda",
                "--device",
                "63",
                "--on-missing-gpu",
                "cpu");

        // Then
        assertEquals(0, fallback.exitCode(), fallback.err());
        assertEquals(cpu.out(), fallback.out());
        assertTrue(fallback.err().startsWith("No GPU: "), fallback.err());
        assertEquals(1, fallback.errLines().size());
    }

    @Test
    void shouldNotWriteAModelIntoAFolderThatIsInUse() {
        // When
        Run run = Run.of("model", "random", model);

        // Then
        assertEquals(
                new Run(1, "", "draftgate model random: the folder " + model + " is not empty. Name a new folder.\n"),
                run);
    }

    private static Run generate(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "generate";
        all[1] = "--model";
        all[2] = model;
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return Run.of(all);
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(property -> property.getKey()).toList();
    }
}
