package io.draftgate.gpt2.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.gpt2.Completion;
import io.draftgate.gpt2.Ending;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.FinishReason;
import io.draftgate.gpt2.Generation;
import io.draftgate.gpt2.GenerationListener;
import io.draftgate.gpt2.GenerationRequest;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.Shaping;
import io.draftgate.gpt2.engine.Engine;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.task.Choice;
import io.draftgate.gpt2.task.Planned;
import io.draftgate.gpt2.task.PromptPlanner;
import io.draftgate.gpt2.task.PromptSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayTest {
    private static final int TOKENS = 200;
    private static final List<Shaping> SHAPINGS = List.of(
            Shaping.of(1, 0, 1),
            Shaping.of(0.8, 40, 1),
            Shaping.of(0.9, 0, 0.95),
            new Shaping(Map.of(17, 3.0), 1.2, 0.3, 0.2, 0.9, 0, 1, 0.02));

    private Gpt2 model;
    private Replay replay;
    private List<Claim> honest;
    private List<Claim> in8Bits;

    @BeforeAll
    void open() {
        model = Gpt2.bundled();
        replay = Replay.open(model, 2, Precision.F32, Reading.WHOLE);
        honest = drafts(5, Precision.F32, SHAPINGS);
        in8Bits = drafts(5, Precision.INT8, SHAPINGS);
    }

    @AfterAll
    void close() {
        replay.close();
        model.close();
    }

    @ParameterizedTest
    @CsvSource({"F32,WHOLE", "F32,STEPWISE", "INT8,WHOLE", "INT8,STEPWISE", "INT4,WHOLE", "INT4,STEPWISE"})
    void shouldAcceptHonestDraftsOfEveryPrecisionAndBatchSize(Precision precision, Reading reading) {
        try (Replay own = Replay.open(model, 2, precision, reading)) {
            List<Claim> claims = new ArrayList<>(
                    switch (precision) {
                        case F32 -> honest;
                        case INT8 -> in8Bits;
                        case INT4 -> drafts(5, precision, SHAPINGS);
                    });
            claims.addAll(drafts(1, precision, SHAPINGS.subList(0, 1)));
            for (Claim claim : claims) {
                Report report = own.check(claim);

                assertEquals(Verdict.ACCEPTED, report.verdict(), report::toString);
                assertEquals(report.tokens(), report.exact() + report.withinTolerance() + report.refuted());
            }
        }
    }

    @Test
    void shouldFindEveryNumberOfTheEngineStepByStep() {
        try (Replay stepwise = Replay.open(model, 2, Precision.INT8, Reading.STEPWISE)) {
            for (Claim claim : in8Bits) {
                Report report = stepwise.check(claim);

                assertEquals(report.tokens(), report.exact(), report::toString);
                assertEquals(0, report.largestTraceDifference(), 1e-7);
            }
        }
    }

    @Test
    void shouldSayTheSameOfDraftsOfAnyLengthBesideEachOtherAndAlone() {
        // Given
        List<Claim> claims = new ArrayList<>(write(
                5,
                Precision.INT8,
                IntStream.rangeClosed(1, 9)
                        .mapToObj(i -> new SamplingParameters(Shaping.of(1, 40, 1), Ending.of(7 * i, List.of()), 0, i))
                        .toList()));
        claims.add(with(in8Bits.get(0), Shaping.of(1, 0, 1), 1));
        claims.add(withPrompt(in8Bits.get(1), List.of(Integer.MAX_VALUE)));
        claims.add(in8Bits.get(2));
        try (Replay stepwise = Replay.open(model, 2, Precision.INT8, Reading.STEPWISE)) {
            // When
            List<Report> beside = stepwise.check(claims);

            // Then
            assertEquals(claims.stream().map(stepwise::check).toList(), beside);
            assertEquals(
                    Set.of(Verdict.ACCEPTED, Verdict.INCONCLUSIVE, Verdict.REFUTED),
                    beside.stream().map(Report::verdict).collect(Collectors.toSet()));
        }
    }

    @Test
    void shouldRefuteOneChangedToken() {
        for (Claim claim : honest) {
            List<Integer> tokens = new ArrayList<>(claim.tokenIds());
            int at = tokens.size() / 2;
            tokens.set(at, (tokens.get(at) + 1) % model.tokenizer().endOfText());
            String text = model.tokenizer()
                    .decode(tokens.stream().mapToInt(Integer::intValue).toArray());

            Report report = replay.check(new Claim(
                    claim.promptTokenIds(),
                    claim.completionIndex(),
                    tokens,
                    text,
                    claim.finishReason(),
                    claim.parameters(),
                    claim.trace()));

            assertRefuted("tokens are not those", report);
        }
    }

    @Test
    void shouldRefuteAnotherSeedAndAnotherCompletionIndex() {
        for (Claim claim : honest) {
            SamplingParameters own = claim.parameters();
            assertRefuted("tokens are not those", replay.check(with(claim, own.shaping(), own.seed() + 1)));
            assertRefuted(
                    "tokens are not those",
                    replay.check(new Claim(
                            claim.promptTokenIds(),
                            claim.completionIndex() + 1,
                            claim.tokenIds(),
                            claim.text(),
                            claim.finishReason(),
                            own,
                            claim.trace())));
        }
    }

    @Test
    void shouldRefuteSettingsThatWereChangedByATenth() {
        assertRefuted("tokens are not those", replay.check(with(honest.get(0), Shaping.of(0.9, 0, 1), 0)));
        assertRefuted("tokens are not those", replay.check(with(honest.get(2), Shaping.of(0.9, 0, 0.855), 0)));
    }

    @Test
    void shouldRefuteWhatWasComputedIn8BitsAndClaims32() {
        for (Claim claim : in8Bits) {
            assertRefuted("recorded log-probabilities", replay.check(claim));
        }
    }

    @Test
    void shouldRefuteATextThatIsNotThatOfItsTokens() {
        Claim claim = honest.get(0);

        Report report = replay.check(new Claim(
                claim.promptTokenIds(),
                claim.completionIndex(),
                claim.tokenIds(),
                claim.text().replace('a', 'e'),
                claim.finishReason(),
                claim.parameters(),
                claim.trace()));

        assertRefuted("text is not that", report);
    }

    @Test
    void shouldRefuteADraftThatIsSaidToHaveEndedWhereTheModelWentOn() {
        Claim claim = honest.get(0);

        Report report = replay.check(new Claim(
                claim.promptTokenIds(),
                claim.completionIndex(),
                claim.tokenIds(),
                claim.text(),
                FinishReason.END_OF_TEXT,
                claim.parameters(),
                claim.trace()));

        assertRefuted("tokens are not those", report);
    }

    @ParameterizedTest
    @CsvSource({"F32,WHOLE", "F32,STEPWISE", "INT8,STEPWISE"})
    void shouldWeighChoicesAgainAndRefuteAnotherOrOtherNumbers(Precision precision, Reading reading) {
        // Given
        Claim claim = choice(precision);
        List<Choice.Score> swapped = List.of(
                new Choice.Score(
                        "hammer",
                        claim.choices().get(1).logProbability(),
                        claim.choices().get(0).tokens()),
                new Choice.Score(
                        "time",
                        claim.choices().get(0).logProbability(),
                        claim.choices().get(1).tokens()));

        try (Replay own = Replay.open(model, 2, precision, reading)) {
            // When
            Report honestly = own.check(claim);

            // Then
            assertEquals(Verdict.INCONCLUSIVE, honestly.verdict(), honestly::toString);
            assertTrue(honestly.reasons().get(0).contains("likeliest of 2 choices"), honestly::toString);
            assertRefuted("likeliest of the recorded", own.check(with(claim, claim.text(), swapped)));
            assertRefuted(
                    "recorded log-probabilities",
                    own.check(with(
                            claim,
                            claim.text(),
                            List.of(
                                    new Choice.Score(
                                            "hammer",
                                            -90,
                                            claim.choices().get(0).tokens()),
                                    claim.choices().get(1)))));
            assertRefuted(
                    "likeliest of the recorded",
                    own.check(with(
                            claim,
                            claim.text(),
                            List.of(
                                    claim.choices().get(0),
                                    new Choice.Score(
                                            "while", claim.choices().get(1).logProbability(), 6)))));
            assertRefuted("likeliest of the recorded", own.check(with(claim, " tim", claim.choices())));
        }
    }

    private Claim choice(Precision precision) {
        Planned.Ready plan = (Planned.Ready) new PromptPlanner(model)
                .plan(
                        PromptSettings.ofInput("cloze", "Once upon a ___ there was a king.")
                                .choosing(List.of("hammer", "time")),
                        "key");
        try (Engine engine = Engine.start(model, new EngineOptions(2, 2, precision))) {
            var answer = new CompletableFuture<Generation>();
            engine.submit(plan.request("choice", false), new GenerationListener() {
                @Override
                public void completed(Generation generation) {
                    answer.complete(generation);
                }

                @Override
                public void failed(String id, String reason) {
                    answer.completeExceptionally(new IllegalStateException(reason));
                }
            });
            Choice choice = Choice.of(plan.weighed().orElseThrow().cloze(), answer.join());
            Completion chosen = choice.completion();
            return new Claim(
                    plan.promptTokenIds(),
                    0,
                    chosen.tokenIds(),
                    chosen.text(),
                    chosen.finishReason(),
                    plan.parameters(),
                    chosen.trace(),
                    choice.scores());
        }
    }

    private static Claim with(Claim claim, String text, List<Choice.Score> choices) {
        return new Claim(
                claim.promptTokenIds(),
                claim.completionIndex(),
                claim.tokenIds(),
                text,
                claim.finishReason(),
                claim.parameters(),
                claim.trace(),
                choices);
    }

    @Test
    void shouldNotDecideOnGreedyOrShortDrafts() {
        Claim greedy =
                write(1, Precision.F32, List.of(SamplingParameters.greedy(40))).get(0);
        Claim brief = write(1, Precision.F32, List.of(new SamplingParameters(0.8, 40, 1, List.of(), 3, 1)))
                .get(0);

        assertEquals(Verdict.INCONCLUSIVE, replay.check(greedy).verdict());
        assertTrue(replay.check(greedy).reasons().get(0).contains("greedy"));
        assertEquals(Verdict.INCONCLUSIVE, replay.check(brief).verdict());
        assertTrue(replay.check(brief).reasons().get(0).contains("too short"));
    }

    @Test
    void shouldAcceptDraftsThatEndedByThemselves() {
        int endOfText = model.tokenizer().endOfText();
        Shaping wordy = new Shaping(Map.of(endOfText, 5.0), 1, 0, 0, 1, 0, 1, 0);
        Claim ended = write(
                        1, Precision.F32, List.of(new SamplingParameters(wordy, Ending.of(TOKENS, List.of()), 0, 4)))
                .get(0);
        Claim stopped = write(
                        1,
                        Precision.F32,
                        List.of(new SamplingParameters(
                                Shaping.of(1, 0, 1), new Ending(TOKENS, 40, List.of(" the"), Set.of(), 0, 0), 0, 5)))
                .get(0);

        assertEquals(FinishReason.END_OF_TEXT, ended.finishReason());
        assertEquals(
                Verdict.ACCEPTED,
                replay.check(ended).verdict(),
                () -> replay.check(ended).toString());
        assertEquals(FinishReason.STOP, stopped.finishReason());
        assertEquals(Verdict.ACCEPTED, replay.check(stopped).verdict());
    }

    private static void assertRefuted(String reason, Report report) {
        assertEquals(Verdict.REFUTED, report.verdict(), report::toString);
        assertTrue(report.reasons().stream().anyMatch(each -> each.contains(reason)), report::toString);
    }

    private static Claim with(Claim claim, Shaping shaping, long seed) {
        SamplingParameters own = claim.parameters();
        return new Claim(
                claim.promptTokenIds(),
                claim.completionIndex(),
                claim.tokenIds(),
                claim.text(),
                claim.finishReason(),
                new SamplingParameters(shaping, own.ending(), own.topLogProbabilities(), seed),
                claim.trace());
    }

    private static Claim withPrompt(Claim claim, List<Integer> prompt) {
        return new Claim(
                prompt,
                claim.completionIndex(),
                claim.tokenIds(),
                claim.text(),
                claim.finishReason(),
                claim.parameters(),
                claim.trace());
    }

    private List<Claim> drafts(int slots, Precision precision, List<Shaping> shapings) {
        return write(
                slots,
                precision,
                shapings.stream()
                        .map(shaping -> new SamplingParameters(shaping, Ending.of(TOKENS, List.of()), 0, 0))
                        .toList());
    }

    private List<Claim> write(int slots, Precision precision, List<SamplingParameters> all) {
        List<Integer> prompt = Arrays.stream(model.tokenizer().encode("The old mill stood at the end of the lane"))
                .boxed()
                .toList();
        try (Engine engine = Engine.start(model, new EngineOptions(slots, 2, precision))) {
            List<CompletableFuture<Generation>> running = new ArrayList<>();
            for (SamplingParameters parameters : all) {
                CompletableFuture<Generation> done = new CompletableFuture<>();
                running.add(done);
                engine.submit(GenerationRequest.of("r" + running.size(), prompt, parameters), new Listener(done));
            }
            return running.stream()
                    .map(CompletableFuture::join)
                    .flatMap(generation -> claims(generation, prompt, all))
                    .toList();
        }
    }

    private static Stream<Claim> claims(Generation generation, List<Integer> prompt, List<SamplingParameters> all) {
        SamplingParameters parameters = all.get(Integer.parseInt(generation.id().substring(1)) - 1);
        return generation.completions().stream().map(completion -> claim(completion, prompt, parameters));
    }

    private static Claim claim(Completion completion, List<Integer> prompt, SamplingParameters parameters) {
        return new Claim(
                prompt,
                completion.index(),
                completion.tokenIds(),
                completion.text(),
                completion.finishReason(),
                parameters,
                completion.trace());
    }

    private record Listener(CompletableFuture<Generation> done) implements GenerationListener {
        @Override
        public void completed(Generation generation) {
            done.complete(generation);
        }

        @Override
        public void failed(String id, String reason) {
            done.completeExceptionally(new AssertionError(reason));
        }
    }
}
