package io.draftgate.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.gpt2.Backend;
import io.draftgate.gpt2.Device;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.Generation;
import io.draftgate.gpt2.GenerationListener;
import io.draftgate.gpt2.GenerationRequest;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.engine.Engine;
import io.draftgate.gpt2.model.Gpt2;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StallWatchdogTest {
    private final AtomicInteger told = new AtomicInteger();

    @Test
    void shouldTellOfAnEngineThatMakesNoStepForLongerThanItMay() {
        // Given
        var silence = new AtomicReference<>(Duration.ZERO);
        try (var watchdog = new StallWatchdog(silence::get, Duration.ofSeconds(5), told::incrementAndGet)) {
            // When
            watchdog.check();
            silence.set(Duration.ofSeconds(5));
            watchdog.check();
            int before = told.get();
            silence.set(Duration.ofMillis(5001));
            watchdog.check();

            // Then
            assertEquals(0, before);
            assertEquals(1, told.get());
        }
    }

    @Test
    void shouldSeeARunOfTheChunkBackEndWhileItLasts() {
        // Given: several tokens a run, and a limit that any run passes
        var options = new EngineOptions(8, 1, Precision.F32, Backend.CHUNK, Device.CPU);
        try (Gpt2 model = Gpt2.bundled();
                Engine engine = Engine.start(model, options);
                var watchdog = new StallWatchdog(engine::sinceLastStep, Duration.ofMillis(1), told::incrementAndGet)) {
            watchdog.check();
            int whileIdle = told.get();
            var written = new CompletableFuture<Generation>();

            // When
            engine.submit(
                    new GenerationRequest("long", List.of(1, 2, 3), SamplingParameters.greedy(200), 8, false),
                    new GenerationListener() {
                        @Override
                        public void completed(Generation generation) {
                            written.complete(generation);
                        }

                        @Override
                        public void failed(String id, String reason) {
                            written.completeExceptionally(new AssertionError(reason));
                        }
                    });
            while (told.get() == 0 && !written.isDone()) {
                watchdog.check();
            }

            // Then
            assertEquals(0, whileIdle);
            assertTrue(told.get() > 0);
        }
    }
}
