package io.draftgate.gpt2.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.gpt2.Completion;
import io.draftgate.gpt2.Ending;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.FinishReason;
import io.draftgate.gpt2.Generation;
import io.draftgate.gpt2.GenerationListener;
import io.draftgate.gpt2.GenerationRequest;
import io.draftgate.gpt2.Gpt2Config;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.Shaping;
import io.draftgate.gpt2.StreamingListener;
import io.draftgate.gpt2.model.DamagedModel;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.model.RandomWeights;
import io.draftgate.gpt2.scoring.TextScore;
import io.draftgate.gpt2.scoring.TokenScore;
import io.draftgate.gpt2.scoring.TokenScorer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class EngineTest {
    private static final SamplingParameters FREE = new SamplingParameters(0.9, 40, 0.95, List.of(), 24, 7);

    private Gpt2 model;
    private Engine engine;

    @BeforeAll
    void start() {
        model = Gpt2.bundled();
        engine = Engine.start(model, new EngineOptions(8, 2));
    }

    @AfterAll
    void close() {
        engine.close();
        model.close();
    }

    @Test
    void shouldWriteTheSameTokensWhoeverSharesTheBatch() {
        // Given
        List<GenerationRequest> requests = requests(24, 1);
        List<Generation> alone = new ArrayList<>();
        for (GenerationRequest request : requests) {
            alone.add(EngineRun.of(engine, request));
        }

        // When: all at once, in another order
        List<CompletableFuture<Generation>> together = new ArrayList<>();
        for (int i = requests.size() - 1; i >= 0; i--) {
            together.add(0, EngineRun.begin(engine, requests.get(i)));
        }

        // Then
        for (int i = 0; i < requests.size(); i++) {
            assertEquals(alone.get(i).completions(), together.get(i).join().completions());
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void shouldWriteTheSameTokensOnOneThreadAndInOtherSlots(Precision precision) {
        // Given
        List<GenerationRequest> requests = requests(8, 3);
        try (Engine wide = Engine.start(model, new EngineOptions(8, 2, precision));
                Engine narrow = Engine.start(model, new EngineOptions(3, 1, precision))) {
            // When
            List<CompletableFuture<Generation>> inWide = requests.stream()
                    .map(request -> EngineRun.begin(wide, request))
                    .toList();
            List<CompletableFuture<Generation>> inNarrow = requests.stream()
                    .map(request -> EngineRun.begin(narrow, request))
                    .toList();

            // Then
            for (int i = 0; i < requests.size(); i++) {
                assertEquals(
                        inWide.get(i).join().completions(),
                        inNarrow.get(i).join().completions());
            }
            assertTrue(wide.identity().endsWith(" cpu " + precision.precisionName()));
        }
    }

    @Test
    void shouldDrawTheCompletionsOfARequestFromOnePromptEachWithItsOwnNumbers() {
        // Given
        GenerationRequest twelve = new GenerationRequest("twelve", prompt("Once upon a time"), FREE, 12, false);

        // When
        Generation generation = EngineRun.of(engine, twelve);

        // Then
        assertEquals(
                IntStream.range(0, 12).boxed().toList(),
                generation.completions().stream().map(Completion::index).toList());
        assertTrue(generation.completions().stream()
                        .map(Completion::text)
                        .distinct()
                        .count()
                > 8);
        assertEquals(
                generation.completions().get(0),
                EngineRun.of(engine, GenerationRequest.of("one", prompt("Once upon a time"), FREE))
                        .completions()
                        .get(0));
    }

    @Test
    void shouldTraceEachTokenAsAScorerSeesIt() {
        // Given
        Generation generation = EngineRun.of(
                engine, GenerationRequest.of("trace", List.of(model.tokenizer().endOfText()), FREE));
        Completion completion = generation.completions().get(0);
        try (TokenScorer scorer = TokenScorer.open(model, 2, Precision.F32)) {
            // When
            TextScore score = scorer.score(
                    completion.tokenIds().stream().mapToInt(Integer::intValue).toArray());

            // Then
            for (int i = 0; i < score.tokens().size(); i++) {
                TokenScore token = score.tokens().get(i);
                assertEquals(
                        token.logProbability(),
                        completion.trace().logProbabilities().get(i),
                        1e-3);
                assertEquals(token.entropy(), completion.trace().entropies().get(i), 1e-3);
                assertEquals(token.rank(), completion.trace().ranks().get(i), 1);
            }
        }
    }

    @Test
    void shouldTakeTheLikeliestTokenAtTemperatureZero() {
        // When
        Generation generation = EngineRun.of(
                engine, GenerationRequest.of("greedy", prompt("The king said"), SamplingParameters.greedy(20)));

        // Then
        assertTrue(generation.completions().get(0).trace().ranks().stream().allMatch(rank -> rank == 1));
    }

    @Test
    void shouldEndTheTextBeforeAStopStringThatCrossesTokens() {
        // Given: a piece of an unstopped text that begins and ends inside tokens
        Completion free = EngineRun.of(engine, GenerationRequest.of("free", prompt("There was a"), FREE))
                .completions()
                .get(0);
        int begin = free.text().length() / 2;
        String stop = free.text().substring(begin, begin + 7);
        int first = free.text().indexOf(stop);
        var stopped = new SamplingParameters(0.9, 40, 0.95, List.of("never said", stop), 24, 7);

        // When
        Completion completion = EngineRun.of(engine, GenerationRequest.of("stop", prompt("There was a"), stopped))
                .completions()
                .get(0);

        // Then
        assertEquals(FinishReason.STOP, completion.finishReason());
        assertEquals(free.text().substring(0, first), completion.text());
        assertEquals(free.tokenIds().subList(0, completion.tokenIds().size()), completion.tokenIds());
        assertTrue(model.tokenizer().decode(completion.tokenIds()).contains(stop));
    }

    @Test
    void shouldWriteUpToTheContextLimitAndNoFurther() {
        // Given
        int context = model.config().contextLength();
        List<Integer> prompt = new Random(4).ints(context - 3, 0, 8000).boxed().toList();

        // When
        Generation full = EngineRun.of(engine, GenerationRequest.of("full", prompt, SamplingParameters.greedy(3)));
        String refused = EngineRun.failure(engine, GenerationRequest.of("over", prompt, SamplingParameters.greedy(4)));

        // Then
        assertTrue(full.completions().get(0).tokenIds().size() <= 3);
        assertEquals("maxTokens is 4, expected at most 3: the prompt has 253 of the context's 256 tokens", refused);
    }

    @Test
    void shouldFailOnlyTheRequestThatNamesATokenOutsideTheVocabulary() {
        // Given
        CompletableFuture<Generation> good = EngineRun.begin(engine, GenerationRequest.of("good", prompt("A"), FREE));

        // When
        String refused = EngineRun.failure(engine, GenerationRequest.of("bad", List.of(1, 8192), FREE));

        // Then
        assertEquals("promptTokenIds has 8192, expected ids from 0 to 8191", refused);
        assertEquals(1, good.join().completions().size());
    }

    @Test
    void shouldRefuseASecondRequestOfTheSameIdAndServeTheFirst() {
        // Given
        CompletableFuture<Generation> first = EngineRun.begin(engine, GenerationRequest.of("same", prompt("A"), FREE));

        // When
        String refused = EngineRun.failure(engine, GenerationRequest.of("same", prompt("B"), FREE));

        // Then
        assertEquals("the engine already holds a request of the id same", refused);
        assertEquals(
                EngineRun.of(engine, GenerationRequest.of("other", prompt("A"), FREE))
                        .completions(),
                first.join().completions());
    }

    @Test
    void shouldHearNothingMoreOfACancelledRequest() {
        // Given: one that is being written and one that waits
        try (Engine narrow = Engine.start(model, new EngineOptions(1, 1))) {
            CompletableFuture<Generation> running = EngineRun.begin(
                    narrow, GenerationRequest.of("running", prompt("A"), SamplingParameters.greedy(200)));
            CompletableFuture<Generation> waiting =
                    EngineRun.begin(narrow, GenerationRequest.of("waiting", prompt("A"), FREE));
            CompletableFuture<Generation> last =
                    EngineRun.begin(narrow, GenerationRequest.of("last", prompt("A"), FREE));

            // When
            boolean cancelledRunning = narrow.cancel("running");
            boolean cancelledWaiting = narrow.cancel("waiting");
            last.join();

            // Then
            assertTrue(cancelledRunning);
            assertTrue(cancelledWaiting);
            assertFalse(running.isDone());
            assertFalse(waiting.isDone());
            assertFalse(narrow.cancel("last"));
            assertEquals(0, narrow.waitingRequests());
        }
    }

    @Test
    void shouldRunARequestAloneThatAsksForIt() throws InterruptedException {
        // Given: the engine's own view of its slots when each request ends
        var others = new AtomicInteger();
        var ended = new CountDownLatch(9);
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            boolean alone = i == 4;
            String id = "in-order-" + i;
            GenerationRequest request =
                    new GenerationRequest(id, prompt("It was"), SamplingParameters.greedy(alone ? 3 : 12), 1, alone);

            // When
            engine.submit(request, listener(generation -> {
                order.add(id);
                others.addAndGet(alone ? engine.activeSlots() - 1 : 0);
                ended.countDown();
            }));
        }
        assertTrue(ended.await(60, TimeUnit.SECONDS));

        // Then: nobody overtook it although it is the shortest, and it was in no one's company
        assertEquals("in-order-4", order.get(4));
        assertEquals(0, others.get());
    }

    @Test
    void shouldServeManyTinyRequestsAndBeIdleThen() {
        // Given
        List<GenerationRequest> requests = requests(400, 2);

        // When
        List<CompletableFuture<Generation>> all = requests.stream()
                .map(request -> EngineRun.begin(engine, request))
                .toList();

        // Then
        for (int i = 0; i < all.size(); i++) {
            Generation generation = all.get(i).join();
            assertEquals(requests.get(i).id(), generation.id());
            assertEquals(requests.get(i).completions(), generation.completions().size());
        }
        assertEquals(0, engine.waitingRequests());
        assertEquals(8, engine.slots());
    }

    @Test
    void shouldFailARequestOfADamagedModelAndGoOn(@TempDir Path folder) throws IOException {
        // Given: weights that are no numbers
        RandomWeights.write(folder, Gpt2Config.of(257, 16, 16, 1, 1), 5);
        DamagedModel.withBias(folder, "ln_f.bias", Float.NaN);
        try (Gpt2 damaged = Gpt2.open(folder);
                Engine its = Engine.start(damaged, new EngineOptions(2, 1))) {
            for (String id : List.of("first", "second")) {
                // When
                String reason = EngineRun.failure(
                        its, new GenerationRequest(id, List.of(65), SamplingParameters.greedy(3), 2, false));

                // Then
                assertEquals("the model cannot read the prompt: the logits are no finite numbers", reason);
            }
        }
    }

    @Test
    void shouldTellTheTextsInPartsWhileTheyAreWritten() {
        // Given: a stop string that is held back, and sentences that are cut
        var stop = new SamplingParameters(0.9, 40, 0.95, List.of(" the"), 60, 3);
        var sentence = new SamplingParameters(FREE.shaping(), new Ending(60, 0, List.of(), Set.of(), 0, 1), 0, 3);
        for (SamplingParameters parameters : List.of(FREE, stop, sentence)) {
            var heard = new HeardText();

            // When
            engine.submit(new GenerationRequest("streamed", prompt("There was a"), parameters, 3, false), heard);

            // Then
            heard.generation
                    .join()
                    .completions()
                    .forEach(completion -> assertEquals(completion.text(), heard.parts[completion.index()].toString()));
        }
    }

    /** Keeps what it hears. */
    private static final class HeardText implements StreamingListener {
        private final StringBuilder[] parts = {new StringBuilder(), new StringBuilder(), new StringBuilder()};
        private final CompletableFuture<Generation> generation = new CompletableFuture<>();

        @Override
        public void written(String id, int completion, String text) {
            parts[completion].append(text);
        }

        @Override
        public void completed(Generation completed) {
            generation.complete(completed);
        }

        @Override
        public void failed(String id, String reason) {
            generation.completeExceptionally(new AssertionError(reason));
        }
    }

    @Test
    void shouldForbidStopTokensBeforeTheMinimumAndEndBeforeOneAfterIt() {
        // Given: a token of an unstopped text that comes early
        List<Integer> free = EngineRun.of(engine, GenerationRequest.of("free", prompt("There was a"), FREE))
                .completions()
                .get(0)
                .tokenIds();
        int stopToken = free.get(4);

        // When
        Completion stopped = completion(new Ending(24, 0, List.of(), Set.of(stopToken), 0, 0));
        Completion later = completion(new Ending(24, 12, List.of(), Set.of(stopToken), 0, 0));

        // Then
        assertEquals(FinishReason.STOP, stopped.finishReason());
        assertEquals(free.subList(0, free.indexOf(stopToken) + 1), stopped.tokenIds());
        assertEquals(model.tokenizer().decode(free.subList(0, free.indexOf(stopToken))), stopped.text());
        assertTrue(later.tokenIds().size() >= 12);
        assertFalse(later.tokenIds().subList(0, 12).contains(stopToken));
    }

    @Test
    void shouldEndATextThatGoesRoundInCirclesAndRecordTheLikeliestTokens() {
        // Given: greedy, and one token that nothing can beat
        var always = new Shaping(Map.of(300, 100.0), 1, 0, 0, 0, 0, 1, 0);
        var parameters = new SamplingParameters(always, new Ending(50, 0, List.of(), Set.of(), 12, 0), 3, 0);

        // When
        Completion completion = EngineRun.of(engine, GenerationRequest.of("loop", prompt("The"), parameters))
                .completions()
                .get(0);

        // Then
        assertEquals(FinishReason.LOOP, completion.finishReason());
        assertEquals(Collections.nCopies(12, 300), completion.tokenIds());
        assertEquals(3, completion.trace().topPerToken());
        assertEquals(36, completion.trace().topTokenIds().size());
        assertTrue(completion.trace().ranks().get(0) > 1, "the recorded rank is the model's own");
        assertTrue(completion.trace().topLogProbabilities().get(0)
                >= completion.trace().topLogProbabilities().get(1));
    }

    @Test
    void shouldRepeatItselfLessUnderAPenaltyAndWriteTheSameInAnyCompany() {
        // Given
        var plain = new SamplingParameters(0, 0, 1, List.of(), 60, 0);
        var penalty = new SamplingParameters(
                new Shaping(Map.of(), 1.3, 0.5, 0.5, 0, 0, 1, 0), Ending.of(60, List.of()), 0, 0);

        // When
        Completion without = EngineRun.of(engine, GenerationRequest.of("without", prompt("The king said"), plain))
                .completions()
                .get(0);
        CompletableFuture<Generation> company =
                EngineRun.begin(engine, new GenerationRequest("company", prompt("A"), FREE, 6, false));
        Completion with = EngineRun.of(engine, GenerationRequest.of("with", prompt("The king said"), penalty))
                .completions()
                .get(0);
        company.join();

        // Then
        assertTrue(distinct(with) > distinct(without), distinct(with) + " and " + distinct(without));
        assertEquals(
                with,
                EngineRun.of(engine, GenerationRequest.of("again", prompt("The king said"), penalty))
                        .completions()
                        .get(0));
    }

    private static long distinct(Completion completion) {
        return completion.tokenIds().stream().distinct().count();
    }

    private Completion completion(Ending ending) {
        var parameters = new SamplingParameters(FREE.shaping(), ending, 0, FREE.seed());
        return EngineRun.of(engine, GenerationRequest.of("ending", prompt("There was a"), parameters))
                .completions()
                .get(0);
    }

    @Test
    void shouldRefuseARequestOnceItIsClosed() {
        // Given
        Engine closed = Engine.start(model, new EngineOptions(1, 1));
        closed.close();

        // Then
        assertThrows(
                IllegalStateException.class,
                () -> EngineRun.begin(closed, GenerationRequest.of("late", prompt("A"), FREE)));
        assertEquals(Duration.ZERO, closed.sinceLastStep());
    }

    @Test
    void shouldNameWhatWroteTheText() {
        assertTrue(engine.identity().matches("draftgate-gpt2/2 onnxruntime/[0-9.]+ cpu f32"), engine.identity());
    }

    private List<GenerationRequest> requests(int count, long seed) {
        var random = new Random(seed);
        var requests = new ArrayList<GenerationRequest>();
        for (int i = 0; i < count; i++) {
            List<Integer> prompt = random.ints(1 + random.nextInt(seed == 2 ? 12 : 200), 0, 8000)
                    .boxed()
                    .toList();
            var parameters = new SamplingParameters(
                    random.nextInt(3) * 0.5,
                    random.nextInt(2) * 40,
                    random.nextBoolean() ? 1 : 0.9,
                    List.of(),
                    1 + random.nextInt(seed == 2 ? 5 : 40),
                    random.nextLong());
            requests.add(new GenerationRequest(
                    seed + "-" + i, prompt, parameters, 1 + random.nextInt(3), random.nextInt(10) == 0));
        }
        return requests;
    }

    private List<Integer> prompt(String text) {
        return Arrays.stream(model.tokenizer().encode(text)).boxed().toList();
    }

    private static GenerationListener listener(Consumer<Generation> completed) {
        return new GenerationListener() {
            @Override
            public void completed(Generation generation) {
                completed.accept(generation);
            }

            @Override
            public void failed(String id, String reason) {
                throw new AssertionError(id + ": " + reason);
            }
        };
    }
}
