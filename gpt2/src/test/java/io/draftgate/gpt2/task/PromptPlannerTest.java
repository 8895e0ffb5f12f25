package io.draftgate.gpt2.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.task.Planned.Ready;
import io.draftgate.gpt2.task.Planned.Refused;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PromptPlannerTest {
    private final Gpt2 model = Gpt2.bundled();
    private final PromptPlanner planner = new PromptPlanner(model);

    @AfterAll
    void close() {
        model.close();
    }

    @Test
    void shouldSendAPromptAsItIsWithTheDefaultsOfNoTask() {
        // When
        Planned planned = planner.plan(PromptSettings.ofPrompt("Once upon a time"), "acme/1");

        // Then
        assertEquals(
                new Ready(
                        "Once upon a time",
                        encode("Once upon a time"),
                        0,
                        new SamplingParameters(1, 40, 1, List.of(), 128, PromptPlanner.seed("acme/1")),
                        1,
                        Optional.empty()),
                planned);
    }

    @Test
    void shouldOnlyTakeDefaultsFromTheTaskOfARawPrompt() {
        // When
        Ready ready = ready(PromptSettings.of(Optional.of("TRANSLATE"), Optional.of("A cat ="), Optional.empty()));

        // Then
        assertEquals(encode("A cat ="), ready.promptTokenIds());
        assertEquals(0, ready.parameters().shaping().temperature());
        assertEquals(List.of("\n"), ready.parameters().ending().stop());
    }

    @Test
    void shouldPutTheInputIntoTheTemplateOfItsTask() {
        // When
        Ready ready = ready(PromptSettings.ofInput("summarise", "A wolf met a lamb. {input}"));

        // Then
        assertEquals("A wolf met a lamb. {input}\nTL;DR:", model.tokenizer().decode(ready.promptTokenIds()));
        assertEquals(2, ready.parameters().shaping().topK());
        assertEquals(100, ready.parameters().maxTokens());
    }

    @Test
    void shouldHaveATemplateWithRoomForEveryTaskButTheUnconditional() {
        for (Task task : Tasks.bundled().all()) {
            if (task.template().isPresent() && !task.chooses()) {
                // When
                Ready ready = ready(PromptSettings.ofInput(task.name(), "Where is the cat?"));

                // Then
                assertTrue(model.tokenizer().decode(ready.promptTokenIds()).contains("Where is the cat?"));
                assertTrue(
                        ready.promptTokenIds().size() < 200,
                        task + " takes " + ready.promptTokenIds().size());
            }
        }
    }

    @Test
    void shouldBeginAnUnconditionalTextWithTheEndOfTextTokenAlone() {
        // When
        Ready ready = ready(PromptSettings.of(Optional.of("unconditional"), Optional.of(""), Optional.empty()));

        // Then
        assertEquals(List.of(8191), ready.promptTokenIds());
    }

    @Test
    void shouldShortenTheDefaultToTheRoomLeftButRefuseAnExplicitExcess() {
        // Given
        String prompt = "a b ".repeat(90) + "c";

        // When
        Ready byDefault = ready(PromptSettings.ofPrompt(prompt));
        int room = 256 - byDefault.promptTokenIds().size();
        Planned explicit = planner.plan(withMaxTokens(prompt, room + 1), "key");

        // Then
        assertEquals(room, byDefault.parameters().maxTokens());
        assertEquals(
                new Refused(
                        "maxTokens",
                        String.valueOf(room + 1),
                        "1 to " + room + ": the prompt takes " + (256 - room) + " of the context's 256 tokens"),
                explicit);
        assertEquals(room, ready(withMaxTokens(prompt, room)).parameters().maxTokens());
    }

    @Test
    void shouldRefuseWhatCannotBeServedAndNameFieldValueAndExpectation() {
        String tasks =
                "one of story, news, essay, summarise, translate, qa, reading-comprehension, code, cloze, cloze-last-word, "
                        + "fewshot, unconditional";
        assertRefused("task", "poem", tasks, Optional.of("poem"), Optional.of("a"), Optional.empty());
        assertRefused(
                "prompt",
                "empty",
                "text, or the task unconditional with neither",
                Optional.empty(),
                Optional.of(""),
                Optional.empty());
        assertRefused(
                "input",
                "blank",
                "text, or the task unconditional with neither",
                Optional.of("qa"),
                Optional.empty(),
                Optional.of(" \n"));
        assertRefused(
                "prompt",
                "absent",
                "a prompt, or a task and its input",
                Optional.of("qa"),
                Optional.empty(),
                Optional.empty());
        assertRefused(
                "input",
                "given beside prompt",
                "only one of the two",
                Optional.of("qa"),
                Optional.of("a"),
                Optional.of("b"));
        assertRefused(
                "task",
                "absent",
                "a task for the input, e.g. story; or use prompt",
                Optional.empty(),
                Optional.empty(),
                Optional.of("b"));
        assertRefused(
                "prompt",
                "1 characters",
                "no text with the task unconditional",
                Optional.of("unconditional"),
                Optional.of("a"),
                Optional.empty());
        String room = "at most 255 tokens, since the model's context of 256 also holds what is written; or "
                + "longPrompt keepLast";
        assertRefused(
                "prompt", "256 tokens", room, Optional.empty(), Optional.of(" the".repeat(256)), Optional.empty());
        assertRefused(
                "prompt",
                "1000000 characters",
                room,
                Optional.empty(),
                Optional.of("x".repeat(1_000_000)),
                Optional.empty());
    }

    @Test
    void shouldRefuseSamplingValuesOutsideTheirRange() {
        assertEquals("temperature is NaN, expected 0 to 100, e.g. 0.8", reason(settings(Double.NaN, 0, 1, 1)));
        assertEquals("temperature is -0.1, expected 0 to 100, e.g. 0.8", reason(settings(-0.1, 0, 1, 1)));
        assertEquals("topK is -1, expected 0 (off) or more, e.g. 40", reason(settings(1, -1, 1, 1)));
        assertEquals("topP is 0.0, expected above 0 and at most 1 (off), e.g. 0.95", reason(settings(1, 0, 0, 1)));
        assertEquals("n is 0, expected 1 to 128", reason(settings(1, 0, 1, 0)));
        assertEquals("n is 129, expected 1 to 128", reason(settings(1, 0, 1, 129)));
    }

    @Test
    void shouldRefuseEveryControlOutsideItsRangeAndCombinationsThatCannotBe() {
        assertControl("minP is 1.5, expected 0 (off) to 1, e.g. 0.05", "{'minP': 1.5}");
        assertControl(
                "repetitionPenalty is 0.0, expected above 0 and at most 10, 1 is off, e.g. 1.2",
                "{'repetitionPenalty': 0}");
        assertControl("presencePenalty is 2.5, expected -2 to 2, 0 is off, e.g. 0.5", "{'presencePenalty': 2.5}");
        assertControl("frequencyPenalty is -3.0, expected -2 to 2, 0 is off, e.g. 0.5", "{'frequencyPenalty': -3}");
        assertControl(
                "logitBias is 101.0 for token 7, expected -100 (never drawn) to 100, e.g. 2.5",
                "{'logitBias': {'7': 101}}");
        assertControl(
                "logitBias is for token 8192, expected token ids of the model, 0 to 8191",
                "{'logitBias': {'8192': 1}}");
        assertControl("stopTokenIds is -1, expected token ids from 0", "{'stopTokenIds': [-1]}");
        assertControl(
                "stopTokenIds is for token 9000, expected token ids of the model, 0 to 8191",
                "{'stopTokenIds': [9000]}");
        assertControl("minTokens is 6, expected 0 to maxTokens, here 5", "{'minTokens': 6, 'maxTokens': 5}");
        assertControl("stopOnLoop is 5, expected 0 (off), or 6 to 1024 tokens, e.g. 48", "{'stopOnLoop': 5}");
        assertControl("maxSentences is -1, expected 0 (all) or more, e.g. 3", "{'maxSentences': -1}");
        assertControl(
                "topLogProbabilities is 21, expected 0 (none) to 20 tokens, e.g. 5", "{'topLogProbabilities': 21}");
        assertEquals(
                "longPrompt is cut, expected reject or keepLast",
                reason(new PromptSettings(
                        Optional.empty(),
                        Optional.of("a"),
                        Optional.empty(),
                        SamplingSettings.NONE,
                        OptionalLong.empty(),
                        OptionalInt.empty(),
                        Optional.of("cut"))));
    }

    @Test
    void shouldTakeAPromptThatFillsTheContextButForOneToken() {
        // Given
        String prompt = " the".repeat(255);

        // When
        Ready ready = ready(PromptSettings.ofPrompt(prompt));

        // Then
        assertEquals(255, ready.promptTokenIds().size());
        assertEquals(1, ready.parameters().maxTokens());
        assertEquals(0, ready.promptTokensDropped());
    }

    @Test
    void shouldKeepTheLastTokensOfALongPromptThatLeaveRoomForMaxTokens() {
        // Given
        String prompt = "dropped " + " the".repeat(300);
        int tokens = encode(prompt).size();

        // When
        Ready byDefault = ready(keepLast(prompt, SamplingSettings.NONE));
        Ready explicit = ready(keepLast(prompt, maxTokens(20)));
        Ready brief = ready(keepLast("The king", maxTokens(20)));

        // Then
        assertEquals(128, byDefault.promptTokenIds().size());
        assertEquals(128, byDefault.parameters().maxTokens());
        assertEquals(236, explicit.promptTokenIds().size());
        assertEquals(tokens - 236, explicit.promptTokensDropped());
        assertEquals(encode(prompt).subList(tokens - 236, tokens), explicit.promptTokenIds());
        assertEquals(" the".repeat(236), explicit.prompt());
        assertEquals(0, brief.promptTokensDropped());
        assertEquals("The king", brief.prompt());
        assertEquals(
                "maxTokens is 256, expected 1 to 255: one of the context's 256 tokens at least is the prompt's",
                reason(keepLast(prompt, maxTokens(256))));
    }

    @Test
    void shouldReadTheSpecialTokenAndCharactersThatAreNoneAsText() {
        // Given: an end-of-text in letters, an unpaired surrogate and a NUL
        String prompt = "a<|endoftext|>b\uD800c\u0000d";

        // When
        Ready ready = ready(PromptSettings.ofPrompt(prompt));

        // Then
        assertTrue(ready.promptTokenIds().stream().noneMatch(id -> id == 8191));
        assertEquals("a<|endoftext|>b\uFFFDc\u0000d", model.tokenizer().decode(ready.promptTokenIds()));
    }

    @Test
    void shouldRefuseAMinimumOfTokensForWhichThereIsNoRoom() {
        // Given
        String prompt = " the".repeat(250);

        // Then
        assertEquals(
                "minTokens is 10, expected 0 to maxTokens, here 6",
                reason(PromptSettings.ofPrompt(prompt).with(parsed("{\"minTokens\": 10}"))));
    }

    @Test
    void shouldDeriveTheSeedFromTheKeyAsItIsWrittenDown() {
        // The SHA-256 of "abc" begins ba7816bf8f01cfea.
        assertEquals(0xba7816bf8f01cfeaL, PromptPlanner.seed("abc"));
    }

    private void assertRefused(
            String field,
            String value,
            String expectation,
            Optional<String> task,
            Optional<String> prompt,
            Optional<String> input) {
        assertEquals(
                new Refused(field, value, expectation), planner.plan(PromptSettings.of(task, prompt, input), "key"));
    }

    private void assertControl(String reason, String json) {
        assertEquals(reason, reason(PromptSettings.ofPrompt("a").with(parsed(json.replace('\'', '"')))));
    }

    private static PromptSettings keepLast(String prompt, SamplingSettings sampling) {
        return new PromptSettings(
                Optional.empty(),
                Optional.of(prompt),
                Optional.empty(),
                sampling,
                OptionalLong.empty(),
                OptionalInt.empty(),
                Optional.of("keepLast"));
    }

    private String reason(PromptSettings settings) {
        return ((Refused) planner.plan(settings, "key")).reason();
    }

    private Ready ready(PromptSettings settings) {
        return (Ready) planner.plan(settings, "key");
    }

    private static PromptSettings settings(double temperature, int topK, double topP, int completions) {
        return new PromptSettings(
                Optional.empty(),
                Optional.of("a"),
                Optional.empty(),
                new SamplingSettings(
                        null,
                        null,
                        temperature,
                        topK,
                        topP,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                OptionalLong.empty(),
                OptionalInt.of(completions),
                Optional.empty());
    }

    private static PromptSettings withMaxTokens(String prompt, int maxTokens) {
        return PromptSettings.ofPrompt(prompt).with(maxTokens(maxTokens));
    }

    private static SamplingSettings maxTokens(int maxTokens) {
        return new SamplingSettings(
                maxTokens, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    private static SamplingSettings parsed(String json) {
        try {
            var fields = new ObjectFields((ObjectNode) new ObjectMapper().readTree(json));
            SamplingSettings settings = SamplingSettings.of(fields);
            assertEquals(List.of(), fields.problems());
            return settings;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Integer> encode(String text) {
        return Arrays.stream(model.tokenizer().encode(text)).boxed().toList();
    }
}
