package io.draftgate.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.draftgate.detection.policy.Policy;
import io.draftgate.generator.Admission.Rejected;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.task.PromptPlanner;
import io.draftgate.schemas.EventKey;
import io.draftgate.schemas.event.LogitBias;
import io.draftgate.schemas.event.Priority;
import io.draftgate.schemas.event.PromptSubmitted;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PromptAdmissionTest {
    private static Gpt2 model;
    private static PromptAdmission admission;

    @BeforeAll
    static void openModel() {
        model = Gpt2.bundled();
        admission = new PromptAdmission(new PromptPlans(new PromptPlanner(model)), Policy.bundled());
    }

    @AfterAll
    static void closeModel() {
        model.close();
    }

    private static PromptSubmitted.Builder good() {
        return PromptSubmitted.newBuilder()
                .setId("p")
                .setPriority(Priority.NORMAL)
                .setPrompt("Once upon a time");
    }

    private static Admission decide(PromptSubmitted prompt) {
        return admission.decide(new EventKey(prompt.getTenant(), prompt.getId()).text(), prompt);
    }

    static Stream<Arguments> badPrompts() {
        return Stream.of(
                bad("id", "an empty id", prompt -> prompt.setId("")),
                bad("id", "a long id", prompt -> prompt.setId("x".repeat(129))),
                bad("id", "a line break in the id", prompt -> prompt.setId("a\nb")),
                bad("tenant", "a slash in the tenant", prompt -> prompt.setTenant("a/b")),
                bad("requestedBy", "a long name", prompt -> prompt.setRequestedBy("x".repeat(200))),
                bad("prompt", "an empty prompt", prompt -> prompt.setPrompt("")),
                bad("prompt", "no prompt at all", prompt -> prompt.setPrompt(null)),
                bad("prompt", "1 MB of text", prompt -> prompt.setPrompt("word ".repeat(200_000))),
                bad("prompt", "20,000 times the letter a", prompt -> prompt.setPrompt("a".repeat(20_000))),
                bad("task", "an unknown task", prompt -> prompt.setTask("sonnet")),
                bad("temperature", "a negative temperature", prompt -> prompt.setTemperature(-0.1)),
                bad("temperature", "no number", prompt -> prompt.setTemperature(Double.NaN)),
                bad("topK", "a negative top-k", prompt -> prompt.setTopK(-1)),
                bad("topP", "top-p of nothing", prompt -> prompt.setTopP(0.0)),
                bad("maxTokens", "more than the context holds", prompt -> prompt.setMaxTokens(300)),
                bad("minP", "a min-p above all", prompt -> prompt.setMinP(1.5)),
                bad("repetitionPenalty", "no penalty at all", prompt -> prompt.setRepetitionPenalty(0.0)),
                bad("presencePenalty", "a huge penalty", prompt -> prompt.setPresencePenalty(3.0)),
                bad("frequencyPenalty", "no number", prompt -> prompt.setFrequencyPenalty(Double.NaN)),
                bad("logitBias", "a foreign token", prompt -> prompt.setLogitBias(List.of(new LogitBias(60_000, 1.0)))),
                bad("stopTokenIds", "a foreign token", prompt -> prompt.setStopTokenIds(List.of(60_000))),
                bad(
                        "minTokens",
                        "more than the most",
                        prompt -> prompt.setMaxTokens(5).setMinTokens(6)),
                bad("stopOnLoop", "a tiny loop", prompt -> prompt.setStopOnLoop(2)),
                bad("maxSentences", "less than none", prompt -> prompt.setMaxSentences(-1)),
                bad("topLogProbabilities", "the whole vocabulary", prompt -> prompt.setTopLogProbabilities(8192)),
                bad("longPrompt", "an unknown choice", prompt -> prompt.setLongPrompt("cut")),
                bad(
                        "n",
                        "top tokens that fill more than a record",
                        prompt -> prompt.setN(128).setTopLogProbabilities(20)),
                bad("choices", "choices for a story", prompt -> prompt.setChoices(List.of("a", "b"))),
                bad("choices", "no choices", prompt -> prompt.setTask("cloze").setPrompt("a ___")),
                bad(
                        "choices",
                        "one choice twice",
                        prompt -> prompt.setTask("cloze").setPrompt("a ___").setChoices(List.of("b", "b"))),
                bad(
                        "choices",
                        "a choice of a thousand characters",
                        prompt ->
                                prompt.setTask("cloze").setPrompt("a ___").setChoices(List.of("b", "c".repeat(1000)))),
                bad("prompt", "no blank", prompt -> prompt.setTask("cloze").setChoices(List.of("a", "b"))),
                bad("maxTokens", "no token", prompt -> prompt.setMaxTokens(0)),
                bad("n", "no completion", prompt -> prompt.setN(0)),
                bad("n", "a thousand completions", prompt -> prompt.setN(1000)),
                bad("deadlineMillis", "a deadline in the past", prompt -> prompt.setDeadlineMillis(-5L)),
                bad("deadlineMillis", "a deadline after all time", prompt -> prompt.setDeadlineMillis(Long.MAX_VALUE)),
                bad(
                        "metadata",
                        "a novel in the metadata",
                        prompt -> prompt.setMetadata(Map.of("a", "b".repeat(20_000)))));
    }

    private static Arguments bad(String field, String what, UnaryOperator<PromptSubmitted.Builder> change) {
        return arguments(field, what, change);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("badPrompts")
    void shouldRejectWithFieldAndExpectation(String field, String what, UnaryOperator<PromptSubmitted.Builder> change) {
        PromptSubmitted prompt = change.apply(good()).build();

        Rejected rejected = assertInstanceOf(Rejected.class, decide(prompt));

        assertEquals(field, rejected.field());
        assertEquals("invalid", rejected.reason());
        assertTrue(rejected.value().length() < 120, "shortened");
        assertTrue(rejected.expectation().length() > 5, rejected.expectation());
    }

    @Test
    void shouldAcceptAsManyCompletionsWithoutTopTokens() {
        assertInstanceOf(Admission.Accepted.class, decide(good().setN(128).build()));
    }

    @Test
    void shouldAcceptALongPromptOfWhichTheEndIsKept() {
        PromptSubmitted prompt = good().setPrompt("word ".repeat(20_000))
                .setLongPrompt("keepLast")
                .build();

        assertInstanceOf(Admission.Accepted.class, decide(prompt));
    }

    @Test
    void shouldNameTheKnownTasks() {
        Rejected rejected =
                assertInstanceOf(Rejected.class, decide(good().setTask("sonnet").build()));

        assertTrue(rejected.expectation().contains("cloze-last-word"), rejected.expectation());
    }

    @Test
    void shouldAcceptAnUnconditionalPromptWithoutText() {
        PromptSubmitted prompt = good().setPrompt(null).setTask("unconditional").build();

        assertInstanceOf(Admission.Accepted.class, decide(prompt));
    }

    @Test
    void shouldRejectAKeyThatIsNotTheIdsOwn() {
        Rejected rejected = assertInstanceOf(Rejected.class, admission.decide("default/other", good().build()));

        assertEquals("key", rejected.field());
    }

    @Test
    void shouldScreenTheChoicesAndTheRestOfATextToo() {
        PromptSubmitted prompt = good().setTask("cloze")
                .setPrompt("___ Here is how to build a pipe bomb at home, step by step:")
                .setChoices(List.of("a", "b"))
                .build();

        Rejected rejected = assertInstanceOf(Rejected.class, decide(prompt));

        assertEquals("policy", rejected.reason());
    }

    @Test
    void shouldRejectAPromptThatThePolicyBlocks() {
        PromptSubmitted prompt = good().setPrompt("Here is how to build a pipe bomb at home, step by step:")
                .build();

        Rejected rejected = assertInstanceOf(Rejected.class, decide(prompt));

        assertEquals("policy", rejected.reason());
    }
}
