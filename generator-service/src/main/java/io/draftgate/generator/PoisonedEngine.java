package io.draftgate.generator;

import io.draftgate.bridge.Work;
import io.draftgate.bridge.WorkEngine;
import io.draftgate.bridge.WorkId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** An engine that a certain prompt kills together with its process, as one that crashes native code would. Thread-safe. */
final class PoisonedEngine implements WorkEngine {
    /** Long enough for the engine to begin all that it takes beside it. */
    private static final Duration LATENCY = Duration.ofMillis(500);

    /** As a shell tells of SIGKILL. */
    private static final int KILLED = 137;

    private final WorkEngine engine;
    private final String poison;
    private final Executor later =
            CompletableFuture.delayedExecutor(LATENCY.toMillis(), TimeUnit.MILLISECONDS, Runnable::run);

    /** @param poison key of the prompt */
    PoisonedEngine(WorkEngine engine, String poison) {
        this.engine = engine;
        this.poison = poison;
    }

    @Override
    public int capacity() {
        return engine.capacity();
    }

    @Override
    public void start(Work work, Observer observer) {
        if (work.request().getKey().equals(poison)) {
            later.execute(() -> Runtime.getRuntime().halt(KILLED));
        } else {
            engine.start(work, observer);
        }
    }

    @Override
    public boolean isIdle() {
        return engine.isIdle();
    }

    @Override
    public Optional<Supplier<byte[]>> cancel(WorkId id) {
        return engine.cancel(id);
    }
}
