package io.draftgate.gpt2.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.gpt2.Completion;
import io.draftgate.gpt2.Ending;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.Generation;
import io.draftgate.gpt2.GenerationListener;
import io.draftgate.gpt2.GenerationProgress;
import io.draftgate.gpt2.GenerationRequest;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.Shaping;
import io.draftgate.gpt2.TokenTrace;
import io.draftgate.gpt2.model.Gpt2;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class ResumedGenerationTest {
    private static final int MAX_TOKENS = 60;

    private Gpt2 model;

    @BeforeAll
    void open() {
        model = Gpt2.bundled();
    }

    @AfterAll
    void close() {
        model.close();
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void shouldGoOnToTheSameEndToTheLastBitWhereverItStopped(Precision precision) {
        try (Engine engine = Engine.start(model, new EngineOptions(8, 2, precision))) {
            // Given: three completions of a prompt longer than a piece, with penalties that look back at all tokens
            GenerationRequest request = request("whole", 3);
            Generation whole = EngineRun.of(engine, request);
            for (int stoppedAfter : new int[] {1, 17, MAX_TOKENS - 1, MAX_TOKENS}) {
                // When: the second completion was not begun, the others were
                Generation resumed = EngineRun.of(engine, request.after(beginning(whole, stoppedAfter, Set.of(0, 2))));

                // Then
                for (int index = 0; index < 3; index++) {
                    assertEquals(
                            whole.completions().get(index),
                            resumed.completions().get(index));
                }
            }
            assertEquals(2 * (16 + MAX_TOKENS - 2), engine.statistics().resumedTokens());
            assertEquals(0, engine.statistics().nearTies());
            assertTrue(engine.resumesTheSame());
        }
    }

    @Test
    void shouldTellProgressFromWhichAnotherEngineGoesOn() {
        GenerationRequest request = request("watched", 2);
        List<GenerationProgress> told = new ArrayList<>();
        Generation whole;
        try (Engine engine = Engine.start(model, new EngineOptions(2, 1))) {
            // When
            whole = watch(engine, request, told).join();
        }
        try (Engine another = Engine.start(model, new EngineOptions(2, 1))) {
            // Then: what was told is a beginning, and leads to the same end
            for (GenerationProgress progress : told) {
                for (GenerationProgress.Written written : progress.completions()) {
                    List<Integer> all = whole.completions().get(written.index()).tokenIds();
                    assertEquals(all.subList(0, written.tokenIds().size()), written.tokenIds());
                }
            }
            GenerationProgress last = told.isEmpty() ? GenerationProgress.NONE : told.get(told.size() - 1);
            assertEquals(tokens(whole), tokens(EngineRun.of(another, request.after(last))));
        }
    }

    @Test
    void shouldRefuseABeginningThatIsNotItsOwn() {
        try (Engine engine = Engine.start(model, new EngineOptions(1, 1))) {
            // Given: more tokens than were asked for
            GenerationRequest longer = request("longer", 1);
            Generation whole = EngineRun.of(engine, longer);
            GenerationRequest shorter =
                    new GenerationRequest("shorter", longer.promptTokenIds(), SamplingParameters.greedy(2), 1, false);

            // When
            String reason = EngineRun.failure(engine, shorter.after(beginning(whole, 5, Set.of(0))));

            // Then
            assertTrue(reason.startsWith("what is written of the request already does not belong to it: "), reason);
        }
    }

    private GenerationRequest request(String id, int completions) {
        List<Integer> prompt = new Random(1).ints(150, 0, 8000).boxed().toList();
        Shaping shaping = new Shaping(Map.of(), 1.1, 0.1, 0.1, 0.9, 40, 0.95, 0.01);
        Ending ending = new Ending(MAX_TOKENS, MAX_TOKENS, List.of(), Set.of(), 0, 0);
        return new GenerationRequest(id, prompt, new SamplingParameters(shaping, ending, 2, 11), completions, false);
    }

    private static GenerationProgress beginning(Generation whole, int tokens, Set<Integer> indices) {
        return new GenerationProgress(whole.completions().stream()
                .filter(completion -> indices.contains(completion.index()))
                .map(completion -> new GenerationProgress.Written(
                        completion.index(),
                        completion.tokenIds().subList(0, tokens),
                        new TokenTrace(
                                completion.trace().logProbabilities().subList(0, tokens),
                                completion.trace().ranks().subList(0, tokens),
                                completion.trace().entropies().subList(0, tokens),
                                completion.trace().topTokenIds().subList(0, 2 * tokens),
                                completion.trace().topLogProbabilities().subList(0, 2 * tokens))))
                .toList());
    }

    private static List<List<Integer>> tokens(Generation generation) {
        return generation.completions().stream().map(Completion::tokenIds).toList();
    }

    private static CompletableFuture<Generation> watch(
            Engine engine, GenerationRequest request, List<GenerationProgress> told) {
        var future = new CompletableFuture<Generation>();
        engine.submit(request, new GenerationListener() {
            @Override
            public void completed(Generation generation) {
                future.complete(generation);
            }

            @Override
            public void failed(String id, String reason) {
                future.completeExceptionally(new AssertionError(id + ": " + reason));
            }

            @Override
            public Optional<Duration> progressInterval() {
                return Optional.of(Duration.ZERO);
            }

            @Override
            public void progressed(GenerationProgress progress) {
                told.add(progress);
            }
        });
        return future;
    }
}
