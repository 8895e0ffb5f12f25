package io.draftgate.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.gpt2.Generation;
import io.draftgate.gpt2.GenerationListener;
import io.draftgate.gpt2.GenerationRequest;
import io.draftgate.gpt2.SamplingParameters;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class NullEngineTest {
    private static final Duration LATENCY = Duration.ofMillis(20);

    private final BlockingQueue<Generation> generations = new LinkedBlockingQueue<>();

    private void submit(NullEngine engine, String id) {
        var parameters = new SamplingParameters(1, 40, 1, List.of(), 2, 1);
        engine.submit(GenerationRequest.of(id, List.of(11, 12, 13), parameters), new GenerationListener() {
            @Override
            public void completed(Generation generation) {
                generations.add(generation);
            }

            @Override
            public void failed(String id, String reason) {
                throw new AssertionError(reason);
            }
        });
    }

    @Test
    void shouldAnswerWithTheBeginningOfThePromptAfterItsTime() throws Exception {
        try (NullEngine engine = new NullEngine(1, LATENCY, List::toString)) {
            // When
            submit(engine, "a");

            // Then
            Generation generation = generations.poll(20, TimeUnit.SECONDS);
            assertEquals("[11, 12]", generation.completions().get(0).text());
            assertTrue(
                    generation.decode().compareTo(LATENCY) >= 0,
                    generation.decode().toString());
        }
    }

    @Test
    void shouldLetARequestWaitForASlotUnlessItIsTakenBack() throws Exception {
        try (NullEngine engine = new NullEngine(1, LATENCY, List::toString)) {
            // Given
            submit(engine, "a");
            submit(engine, "taken back");
            submit(engine, "c");

            // When
            assertTrue(engine.cancel("taken back"));

            // Then
            assertEquals("a", generations.poll(20, TimeUnit.SECONDS).id());
            Generation last = generations.poll(20, TimeUnit.SECONDS);
            assertEquals("c", last.id());
            assertTrue(
                    last.queued().compareTo(LATENCY.dividedBy(2)) > 0,
                    last.queued().toString());
        }
    }
}
