package io.draftgate.gpt2.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.gpt2.Gpt2;
import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.task.Planned.Ready;
import io.draftgate.gpt2.task.Planned.Refused;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
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
                        new SamplingParameters(1, 40, 1, List.of(), 128, PromptPlanner.seed("acme/1")),
                        1),
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
        Ready ready = ready(PromptSettings.ofInput(Task.SUMMARISE, "A wolf met a lamb. {input}"));

        // Then
        assertEquals("A wolf met a lamb. {input}\nTL;DR:", model.tokenizer().decode(ready.promptTokenIds()));
        assertEquals(2, ready.parameters().shaping().topK());
        assertEquals(100, ready.parameters().maxTokens());
    }

    @Test
    void shouldHaveATemplateWithRoomForEveryTaskButTheUnconditional() {
        for (Task task : Task.values()) {
            if (task != Task.UNCONDITIONAL) {
                // When
                Ready ready = ready(PromptSettings.ofInput(task, "Where is the cat?"));

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
                "one of story, news, essay, summarise, translate, qa, code, cloze-last-word, fewshot, unconditional";
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
        String room = "at most 255 tokens, since the model's context of 256 also holds what is written";
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
    void shouldDeriveTheSeedFromTheKeyAsItIsWrittenDown() {
        // The SHA-256 of "abc" begins ba7816bf8f01cfea.
        assertEquals(0xba7816bf8f01cfeaL, PromptPlanner.seed("abc"));
    }

    @Test
    void shouldTakeHyphenAndUnderscoreInTheNameOfATaskAsTheSame() {
        assertEquals(Optional.of(Task.CLOZE_LAST_WORD), Task.named("cloze_last-word"));
        assertEquals("cloze-last-word", Task.CLOZE_LAST_WORD.taskName());
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
                OptionalInt.empty(),
                OptionalDouble.of(temperature),
                OptionalInt.of(topK),
                OptionalDouble.of(topP),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalInt.of(completions));
    }

    private static PromptSettings withMaxTokens(String prompt, int maxTokens) {
        return new PromptSettings(
                Optional.empty(),
                Optional.of(prompt),
                Optional.empty(),
                OptionalInt.of(maxTokens),
                OptionalDouble.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalInt.empty());
    }

    private List<Integer> encode(String text) {
        return Arrays.stream(model.tokenizer().encode(text)).boxed().toList();
    }
}
