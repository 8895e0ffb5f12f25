package io.draftgate.gpt2.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.gpt2.Backend;
import io.draftgate.gpt2.Completion;
import io.draftgate.gpt2.Device;
import io.draftgate.gpt2.Ending;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.FinishReason;
import io.draftgate.gpt2.Generation;
import io.draftgate.gpt2.GenerationProgress;
import io.draftgate.gpt2.GenerationRequest;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.Shaping;
import io.draftgate.gpt2.TokenTrace;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.scoring.ContinuationScorer;
import io.draftgate.gpt2.task.Choice;
import io.draftgate.gpt2.task.Cloze;
import io.draftgate.gpt2.task.Planned;
import io.draftgate.gpt2.task.PromptPlanner;
import io.draftgate.gpt2.task.PromptSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class WeighedRequestTest {
    private static final List<String> CHOICES = List.of("hammer", "time", "very long time ago");

    private final Gpt2 model = Gpt2.bundled();
    private final Planned.Ready plan = (Planned.Ready) new PromptPlanner(model)
            .plan(
                    PromptSettings.ofInput("cloze", "Once upon a ___ there was a king.")
                            .choosing(CHOICES),
                    "key");
    private final Cloze cloze = plan.weighed().orElseThrow().cloze();

    @AfterAll
    void close() {
        model.close();
    }

    @Test
    void shouldTakeTheChoiceThatReadingFindsLikeliest() {
        try (Engine engine = Engine.start(model, new EngineOptions(4, 2));
                ContinuationScorer scorer = ContinuationScorer.open(model, 2, Precision.F32)) {
            // When
            Choice choice = Choice.of(cloze, EngineRun.of(engine, plan.request("c", false)));

            // Then
            assertEquals(" time", choice.completion().text());
            assertEquals(FinishReason.CHOICE, choice.completion().finishReason());
            assertEquals(0, choice.completion().index());
            assertEquals(
                    plan.weighed().orElseThrow().tokenIds().get(1),
                    choice.completion().tokenIds());
            for (int i = 0; i < CHOICES.size(); i++) {
                ContinuationScorer.Score read = scorer.score(cloze.context(), cloze.scored(i));
                assertEquals(CHOICES.get(i), choice.scores().get(i).choice());
                assertEquals(read.tokens(), choice.scores().get(i).tokens());
                assertEquals(read.logProbability(), choice.scores().get(i).logProbability(), 1e-3);
            }
            assertEquals(
                    1,
                    choice.probabilities().stream()
                            .mapToDouble(Double::doubleValue)
                            .sum(),
                    1e-9);
        }
    }

    @Test
    void shouldWeighTheSameWhoeverSharesTheBatchAndInEveryBackEnd() {
        Generation alone;
        try (Engine engine = Engine.start(model, new EngineOptions(1, 1))) {
            alone = EngineRun.of(engine, plan.request("alone", true));
        }
        for (Backend backend : List.of(Backend.STEP, Backend.CHUNK)) {
            try (Engine engine = Engine.start(model, new EngineOptions(6, 2, Precision.F32, backend, Device.CPU))) {
                // When
                List<CompletableFuture<Generation>> neighbours = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    var parameters = new SamplingParameters(Shaping.of(1, 0, 1), Ending.of(20, List.of()), 0, i);
                    neighbours.add(EngineRun.begin(engine, GenerationRequest.of("n" + i, List.of(65 + i), parameters)));
                }
                Generation together = EngineRun.of(engine, plan.request("together", false));

                // Then
                assertEquals(alone.completions(), together.completions());
                neighbours.forEach(CompletableFuture::join);
            }
        }
    }

    @Test
    void shouldGoOnWhereAnotherEngineStoppedAndRefuseTokensThatWereNotGiven() {
        try (Engine engine = Engine.start(model, new EngineOptions(3, 1))) {
            // Given
            GenerationRequest request = plan.request("r", false);
            Generation whole = EngineRun.of(engine, request);
            Completion second = whole.completions().get(1);
            var begun = new GenerationProgress.Written(
                    1,
                    second.tokenIds().subList(0, 2),
                    new TokenTrace(
                            second.trace().logProbabilities().subList(0, 2),
                            second.trace().ranks().subList(0, 2),
                            second.trace().entropies().subList(0, 2)));
            var foreign = new GenerationProgress.Written(0, begun.tokenIds(), begun.trace());

            // When
            Generation resumed = EngineRun.of(engine, request.after(new GenerationProgress(List.of(begun))));
            String reason = EngineRun.failure(engine, request.after(new GenerationProgress(List.of(foreign))));

            // Then
            assertEquals(whole.completions(), resumed.completions());
            assertTrue(reason.endsWith("its tokens are others than those given"), reason);
            assertEquals(0, engine.statistics().nearTies());
        }
    }

    @Test
    void shouldRefuseTokensOfAnotherVocabulary() {
        try (Engine engine = Engine.start(model, new EngineOptions(1, 1))) {
            GenerationRequest request = GenerationRequest.of("g", List.of(1), SamplingParameters.greedy(2))
                    .weighing(List.of(List.of(9000)));

            assertEquals("given has 9000, expected ids from 0 to 8191", EngineRun.failure(engine, request));
        }
    }
}
