package io.draftgate.cli.model;

import io.draftgate.cli.command.CommandException;
import io.draftgate.gpt2.Generation;
import io.draftgate.gpt2.StreamingListener;
import io.draftgate.gpt2.engine.Engine;
import io.draftgate.gpt2.task.Planned;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** One request to an engine that is waited for. Thread-safe. */
final class EngineCall implements StreamingListener {
    private final BlockingQueue<Optional<String>> parts = new LinkedBlockingQueue<>();
    private final CompletableFuture<Generation> result = new CompletableFuture<>();

    private EngineCall() {}

    /**
     * Waits for a generation.
     *
     * @param out takes the text, on this thread, while it is being written
     */
    static Generation run(Engine engine, Planned.Ready plan, Consumer<String> out)
            throws ExecutionException, InterruptedException {
        EngineCall call = new EngineCall();
        engine.submit(plan.request("generate", false), call);
        for (Optional<String> part = call.parts.take(); part.isPresent(); part = call.parts.take()) {
            out.accept(part.get());
        }
        return call.result.get();
    }

    @Override
    public void written(String id, int completion, String text) {
        parts.add(Optional.of(text));
    }

    @Override
    public void completed(Generation generation) {
        result.complete(generation);
        parts.add(Optional.empty());
    }

    @Override
    public void failed(String id, String reason) {
        result.completeExceptionally(CommandException.couldNotRun(
                "generation-failed", "the text could not be written: " + reason, "Try fewer tokens or another model"));
        parts.add(Optional.empty());
    }
}
