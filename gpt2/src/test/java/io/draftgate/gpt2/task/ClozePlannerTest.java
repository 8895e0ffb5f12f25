package io.draftgate.gpt2.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.model.Gpt2;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClozePlannerTest {
    private static final String TEXT = "Once upon a ___ there was a king.";
    private static final List<String> CHOICES = List.of("time", "hammer");

    private final Gpt2 model = Gpt2.bundled();
    private final PromptPlanner planner = new PromptPlanner(model);

    @AfterAll
    void close() {
        model.close();
    }

    @Test
    void shouldWeighEachChoiceWithTheRestOfTheTextAfterWhatStandsBeforeTheBlank() {
        // When
        Planned.Ready ready = ready(cloze(TEXT, CHOICES));

        // Then
        List<List<Integer>> tokens = List.of(encode(" time there was a king."), encode(" hammer there was a king."));
        int longest = tokens.stream().mapToInt(List::size).max().orElseThrow();
        assertEquals("Once upon a", ready.prompt());
        assertEquals(beginning("Once upon a"), ready.promptTokenIds());
        assertEquals(2, ready.completions());
        assertEquals(
                new SamplingParameters(0, 0, 1, List.of(), longest, PromptPlanner.seed("key")), ready.parameters());
        assertEquals(
                Optional.of(new Planned.Weighed(new Cloze("Once upon a", " ", CHOICES, " there was a king."), tokens)),
                ready.weighed());
        assertEquals(tokens, ready.request("id", false).given());
        assertEquals("Once upon a time hammer there was a king.", ready.asked());
    }

    @Test
    void shouldTakeABlankAtTheBeginningAtTheEndAndInARawPrompt() {
        assertEquals(List.of(8191), ready(cloze("XXXXX was a king.", CHOICES)).promptTokenIds());
        assertEquals(
                List.of(encode("\ntime"), encode("\nhammer")),
                ready(cloze("Once upon a\n_____", CHOICES))
                        .weighed()
                        .orElseThrow()
                        .tokenIds());
        assertEquals(
                ready(cloze(TEXT, CHOICES)).weighed(),
                ready(PromptSettings.of(Optional.of("cloze"), Optional.of(TEXT), Optional.empty())
                                .choosing(CHOICES))
                        .weighed());
    }

    @Test
    void shouldPutTheInputIntoATemplateWithTheBlank(@TempDir Path folder) throws IOException {
        // Given
        Files.writeString(
                folder.resolve("mood.yaml"),
                "name: mood\ndescription: A mood.\ntemplate: \"{input}\\nThat is ___.\"\nkind: choice\n");
        var own = new PromptPlanner(model, Tasks.with(folder));

        // When
        Planned planned = own.plan(PromptSettings.ofInput("mood", "The sun!").choosing(List.of("good", "bad")), "key");

        // Then
        assertEquals("The sun!\nThat is", ((Planned.Ready) planned).prompt());
    }

    @Test
    void shouldRefuseWhatIsNoQuestionWithChoices() {
        assertRefused(
                "choices is absent, expected 2 to 32 strings, e.g. [\"time\", \"hammer\"]", cloze(TEXT, List.of()));
        assertRefused(
                "choices is 1 strings, expected 2 to 32 strings, e.g. [\"time\", \"hammer\"]",
                cloze(TEXT, List.of("time")));
        assertRefused(
                "choices is 33 strings, expected 2 to 32 strings, e.g. [\"time\", \"hammer\"]",
                cloze(TEXT, IntStream.range(0, 33).mapToObj(String::valueOf).toList()));
        assertRefused(
                "choices is the same string twice, number 3, expected each choice once",
                cloze(TEXT, List.of("time", "hammer", "time")));
        assertRefused(
                "choices is a string of nothing, expected 1 to 256 characters that are not all blank",
                cloze(TEXT, List.of("time", " ")));
        assertRefused(
                "choices is a string of 257 characters, expected 1 to 256 characters that are not all blank",
                cloze(TEXT, List.of("time", "x".repeat(257))));
        assertRefused("input is a text of 0 blanks, expected one ___ or XXXXX", cloze("No blank.", CHOICES));
        assertRefused("input is a text of 2 blanks, expected one ___ or XXXXX", cloze("___ and ___", CHOICES));
        assertRefused(
                "prompt is absent, expected a prompt, or a task and its input",
                PromptSettings.of(Optional.of("cloze"), Optional.empty(), Optional.empty())
                        .choosing(CHOICES));
        assertRefused(
                "choices is 2 strings, expected none, or a task that chooses, e.g. cloze",
                PromptSettings.ofInput("story", "A king.").choosing(CHOICES));
    }

    @Test
    void shouldRefuseToDrawWhereItChooses() {
        SamplingSettings sampled = SamplingSettings.sampled(9);
        assertRefused(
                "maxTokens is given, expected nothing: of choices the likeliest is taken, none is drawn",
                cloze(TEXT, CHOICES).with(sampled));
        assertRefused(
                "n is 2, expected 1: one of the choices is taken",
                new PromptSettings(
                        Optional.of("cloze"),
                        Optional.empty(),
                        Optional.of(TEXT),
                        SamplingSettings.NONE,
                        OptionalLong.empty(),
                        OptionalInt.of(2),
                        Optional.empty(),
                        CHOICES));
    }

    @Test
    void shouldFillTheContextToTheLastTokenAndThenRefuseOrKeepTheEnd() {
        // Given: the end-of-text token, the words, and what is scored fill 256
        int scored = Math.max(encode(" time.").size(), encode(" hammer.").size());
        String full = " the".repeat(255 - scored);

        // When
        Planned.Ready fits = ready(cloze(full + " ___.", CHOICES));
        Planned.Ready kept = ready(keepingTheEnd(" the" + full + " ___."));
        Planned.Ready cut = ready(keepingTheEnd(" a a" + full + " the ___."));

        // Then
        assertEquals(256, fits.promptTokenIds().size() + fits.parameters().maxTokens());
        assertRefused(
                "input is " + (256 - scored) + " tokens before the blank, expected at most " + (255 - scored)
                        + ", since the model's context of 256 also holds the longest choice and what follows it; or"
                        + " longPrompt keepLast",
                cloze(" the" + full + " ___.", CHOICES));
        assertEquals(encode(" the" + full), kept.promptTokenIds());
        assertEquals(0, kept.promptTokensDropped());
        assertEquals(encode(full + " the"), cut.promptTokenIds());
        assertEquals(2, cut.promptTokensDropped());
        assertRefused(
                "input is 300 tokens from the blank on, expected fewer than the model's context of 256",
                cloze("___" + " the".repeat(299), List.of("a", "b")));
        assertTrue(planner.plan(cloze("___" + "a".repeat(1_000_000), CHOICES), "key") instanceof Planned.Refused);
    }

    private static PromptSettings cloze(String text, List<String> choices) {
        return PromptSettings.ofInput("cloze", text).choosing(choices);
    }

    private static PromptSettings keepingTheEnd(String text) {
        return new PromptSettings(
                Optional.of("cloze"),
                Optional.empty(),
                Optional.of(text),
                SamplingSettings.NONE,
                OptionalLong.empty(),
                OptionalInt.empty(),
                Optional.of("keepLast"),
                CHOICES);
    }

    private Planned.Ready ready(PromptSettings settings) {
        return (Planned.Ready) planner.plan(settings, "key");
    }

    private void assertRefused(String reason, PromptSettings settings) {
        assertEquals(reason, ((Planned.Refused) planner.plan(settings, "key")).reason());
    }

    private List<Integer> beginning(String text) {
        return Stream.concat(Stream.of(8191), encode(text).stream()).toList();
    }

    private List<Integer> encode(String text) {
        return Arrays.stream(model.tokenizer().encode(text)).boxed().toList();
    }
}
