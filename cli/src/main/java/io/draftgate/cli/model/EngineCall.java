package io.draftgate.cli.model;

import io.draftgate.cli.command.CommandException;
import io.draftgate.gpt2.Engine;
import io.draftgate.gpt2.Generation;
import io.draftgate.gpt2.GenerationListener;
import io.draftgate.gpt2.task.Planned;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** One request to an engine that is waited for. Thread-safe. */
final class EngineCall implements GenerationListener {

    private final CompletableFuture<Generation> result = new CompletableFuture<>();

    private EngineCall() {}

    static Generation run(Engine engine, Planned.Ready plan) throws ExecutionException, InterruptedException {
        EngineCall call = new EngineCall();
        engine.submit(plan.request("generate", false), call);
        return call.result.get();
    }

    @Override
    public void completed(Generation generation) {
        result.complete(generation);
    }

    @Override
    public void failed(String id, String reason) {
        result.completeExceptionally(CommandException.couldNotRun(
                "generation-failed", "the text could not be written: " + reason, "Try fewer tokens or another model"));
    }
}
