package io.draftgate.cli.pipeline;

import io.draftgate.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** A broker in this JVM that starts while other things are made ready. Thread-safe. */
final class PendingBroker implements AutoCloseable {
    private final CompletableFuture<EmbeddedBroker> broker;

    private PendingBroker(CompletableFuture<EmbeddedBroker> broker) {
        this.broker = broker;
    }

    /** Begins to start a broker that keeps its topics in a folder. */
    static PendingBroker start(Path folder) {
        return new PendingBroker(CompletableFuture.supplyAsync(() -> EmbeddedBroker.start(folder)));
    }

    /** Waits until it is there. */
    EmbeddedBroker get() throws InterruptedException, ExecutionException {
        return broker.get();
    }

    @Override
    public void close() {
        try {
            broker.join().close();
        } catch (CompletionException neverStarted) {
            // get() has told, or another failure came first.
        }
    }
}
