package io.draftgate.gpt2.engine;

import io.draftgate.gpt2.Generation;
import io.draftgate.gpt2.GenerationListener;
import io.draftgate.gpt2.GenerationRequest;
import java.util.concurrent.CompletableFuture;

/** One request to an engine, whose outcome is waited for. */
final class EngineRun implements GenerationListener {
    private final CompletableFuture<Generation> generation = new CompletableFuture<>();
    private final CompletableFuture<String> failure = new CompletableFuture<>();

    private EngineRun() {}

    static Generation of(Engine engine, GenerationRequest request) {
        return begin(engine, request).join();
    }

    static CompletableFuture<Generation> begin(Engine engine, GenerationRequest request) {
        var run = new EngineRun();
        engine.submit(request, run);
        return run.generation;
    }

    static String failure(Engine engine, GenerationRequest request) {
        var run = new EngineRun();
        engine.submit(request, run);
        return run.failure.join();
    }

    @Override
    public void completed(Generation completed) {
        generation.complete(completed);
        failure.completeExceptionally(new AssertionError("completed"));
    }

    @Override
    public void failed(String id, String reason) {
        generation.completeExceptionally(new AssertionError(id + ": " + reason));
        failure.complete(reason);
    }
}
