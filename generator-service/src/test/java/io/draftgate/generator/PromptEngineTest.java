package io.draftgate.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.bridge.Work;
import io.draftgate.bridge.WorkEngine;
import io.draftgate.bridge.WorkId;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.engine.Engine;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.task.PromptPlanner;
import io.draftgate.schemas.EventKey;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.GenerationCompleted;
import io.draftgate.schemas.event.GenerationProgressed;
import io.draftgate.schemas.event.InFlightWork;
import io.draftgate.schemas.event.PromptSubmitted;
import io.draftgate.schemas.event.SourcePosition;
import io.draftgate.schemas.event.WrittenCompletion;
import io.draftgate.streams.sealing.Sealing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class PromptEngineTest {
    private static final EventSerde<GenerationCompleted> RESULTS = EventSerde.of(GenerationCompleted.class);
    private static final int TOKENS = 120;

    private final InFlightPrompts prompts = new InFlightPrompts("prompts", Sealing.none());
    private Gpt2 model;
    private Engine engine;
    private PromptEngine promptEngine;

    @BeforeAll
    void start() {
        model = Gpt2.bundled();
        engine = Engine.start(model, new EngineOptions(2, 1));
        promptEngine = new PromptEngine(
                engine,
                new PromptPlans(new PromptPlanner(model)),
                new DraftWriter(model, engine.identity(), "prompts", InstantSource.fixed(Instant.EPOCH)),
                prompts,
                new GeneratorMeters(new SimpleMeterRegistry(), Set.of()),
                new DraftProgress(engine.identity(), model::digest),
                Duration.ZERO);
    }

    @AfterAll
    void close() {
        engine.close();
        model.close();
    }

    @Test
    void shouldEndADraftOfAnotherWorkerAsThatWorkerWouldHave() {
        // Given
        DraftGenerated whole = drafts(work("taken-over", null)).get(0);
        assertEquals(TOKENS, whole.getTokenIds().size());
        long before = engine.statistics().resumedTokens();

        // When
        List<DraftGenerated> resumed = drafts(work("taken-over", beginning(whole, engine.identity())));

        // Then
        assertEquals(whole.getTokenIds(), resumed.get(0).getTokenIds());
        assertEquals(whole.getText(), resumed.get(0).getText());
        assertEquals(TOKENS / 2 - 1, engine.statistics().resumedTokens() - before);
    }

    @Test
    void shouldBeginAnewWhereAnotherEngineHadBegun() {
        // Given
        DraftGenerated whole = drafts(work("anew", null)).get(0);
        long before = engine.statistics().resumedTokens();

        // When
        List<DraftGenerated> again = drafts(work("anew", beginning(whole, "another")));

        // Then
        assertEquals(whole.getTokenIds(), again.get(0).getTokenIds());
        assertEquals(before, engine.statistics().resumedTokens());
    }

    @Test
    void shouldReportProgressThatLeadsToTheSameDraft() {
        // Given: as often as the engine looks
        var observer = new Recording();
        promptEngine.start(work("reported", null), observer);
        GenerationCompleted whole = RESULTS.decode(observer.result.join());

        // Then: none at all on a machine that writes faster than that
        for (Supplier<byte[]> reported : observer.progress) {
            InFlightWork kept = InFlightWork.newBuilder(work("reported", null).request())
                    .setProgress(ByteBuffer.wrap(reported.get()))
                    .build();
            GenerationProgressed progress = prompts.progress(kept).orElseThrow();
            List<Integer> written = progress.getCompletions().get(0).getTokenIds();
            assertFalse(written.isEmpty());
            assertEquals(whole.getDrafts().get(0).getTokenIds().subList(0, written.size()), written);
        }
        assertTrue(engine.resumesTheSame());
    }

    private GenerationProgressed beginning(DraftGenerated whole, String engineIdentity) {
        int tokens = TOKENS / 2;
        return new GenerationProgressed(
                engineIdentity,
                model.digest(),
                List.of(new WrittenCompletion(
                        0,
                        whole.getTokenIds().subList(0, tokens),
                        whole.getLogProbabilities().subList(0, tokens),
                        whole.getRanks().subList(0, tokens),
                        whole.getEntropies().subList(0, tokens),
                        List.of(),
                        List.of())),
                model.tokenizer().encode("Once upon a time").length,
                1L);
    }

    private Work work(String id, GenerationProgressed progress) {
        PromptSubmitted prompt = GeneratorHarness.prompt(id)
                .setMaxTokens(TOKENS)
                .setMinTokens(TOKENS)
                .build();
        var origin = new Origin(
                prompt,
                new EventKey(prompt.getTenant(), id),
                new RecordHeaders(),
                new SourcePosition("prompts", 0, 7L));
        InFlightWork work = InFlightWork.newBuilder(prompts.work(origin, Instant.EPOCH, 1))
                .setProgress(progress == null ? null : ByteBuffer.wrap(prompts.kept(progress, prompt)))
                .build();
        return new Work(new WorkId(0, 7), work, 1);
    }

    private List<DraftGenerated> drafts(Work work) {
        var observer = new Recording();
        promptEngine.start(work, observer);
        return RESULTS.decode(observer.result.join()).getDrafts();
    }

    private static final class Recording implements WorkEngine.Observer {
        private final CompletableFuture<byte[]> result = new CompletableFuture<>();
        private final List<Supplier<byte[]>> progress = new ArrayList<>();

        @Override
        public void finished(Supplier<byte[]> encoded) {
            result.complete(encoded.get());
        }

        @Override
        public void failed(String reason, @Nullable Supplier<byte[]> progress) {
            result.completeExceptionally(new AssertionError(reason));
        }

        @Override
        public void progressed(Supplier<byte[]> encoded) {
            progress.add(encoded);
        }
    }
}
