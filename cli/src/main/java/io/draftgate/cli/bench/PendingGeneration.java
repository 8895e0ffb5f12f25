package io.draftgate.cli.bench;

import io.draftgate.cli.command.CommandException;
import io.draftgate.gpt2.Generation;
import io.draftgate.gpt2.GenerationListener;
import io.draftgate.gpt2.GenerationRequest;
import io.draftgate.gpt2.engine.Engine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A request that an engine holds. Thread-safe. */
final class PendingGeneration implements GenerationListener {

    private final CompletableFuture<Generation> result = new CompletableFuture<>();

    private PendingGeneration() {}

    static PendingGeneration submit(Engine engine, GenerationRequest request) {
        PendingGeneration pending = new PendingGeneration();
        engine.submit(request, pending);
        return pending;
    }

    Generation get() throws ExecutionException, InterruptedException {
        return result.get();
    }

    @Override
    public void completed(Generation generation) {
        result.complete(generation);
    }

    @Override
    public void failed(String id, String reason) {
        result.completeExceptionally(CommandException.couldNotRun(
                "generation-failed", "the engine could not write: " + reason, "Try another model"));
    }
}
