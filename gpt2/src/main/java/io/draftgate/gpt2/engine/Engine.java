package io.draftgate.gpt2.engine;

import io.draftgate.gpt2.Device;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.EngineStatistics;
import io.draftgate.gpt2.GenerationListener;
import io.draftgate.gpt2.GenerationRequest;
import io.draftgate.gpt2.InvalidFieldException;
import io.draftgate.gpt2.MissingGpuException;
import io.draftgate.gpt2.TextEngine;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.runtime.Cuda;
import java.time.Duration;
import java.util.Optional;

/**
 * Writes texts: many requests at the same time, one token each per step (continuous batching). A sequence joins when a slot is
 * free and leaves when it ends; nobody waits for the longest. The same request gives the same tokens whoever shares the batch.
 * Thread-safe.
 *
 * <p>Requests are served in the order of their submission. Closing the engine drops what is not finished, and its listeners
 * hear nothing more.
 */
public final class Engine implements TextEngine {
    /** Raised when the same request could give other tokens than before. */
    private static final int VERSION = 2;

    private final EngineOptions options;
    private final Scheduler scheduler;
    private final Thread thread;
    private final String identity;
    private final EngineCounters counters;

    private Engine(EngineOptions options, Scheduler scheduler, String identity, EngineCounters counters) {
        this.options = options;
        this.counters = counters;
        this.scheduler = scheduler;
        this.identity = identity;
        thread = new Thread(scheduler, "draftgate-engine");
        thread.setDaemon(true);
    }

    /**
     * Loads the model into a session of its own, allocates the KV-cache of all slots and starts the scheduler thread.
     *
     * @throws InvalidFieldException if the memory of so many slots cannot be had
     * @throws MissingGpuException if it should compute on a GPU that cannot be used
     */
    public static Engine start(Gpt2 model, EngineOptions options) {
        EngineParts parts = EngineParts.open(model, options);
        String identity = "draftgate-gpt2/" + VERSION + " " + parts.identity();
        var engine = new Engine(options, new Scheduler(parts.rounds()), identity, parts.counters());
        engine.thread.start();
        return engine;
    }

    /** Why no engine can compute on a device here, in one line; empty if one can. Tries it, so that nothing is found missing later. */
    public static Optional<String> problem(Device device) {
        return device.isGpu() ? Cuda.problem(device) : Optional.empty();
    }

    /**
     * Hands in a request. Never blocks; a request that cannot be served is told to its listener.
     *
     * @throws IllegalStateException if the engine is closed
     */
    @Override
    public void submit(GenerationRequest request, GenerationListener listener) {
        scheduler.submit(request, listener);
    }

    /** Takes a request back, whether it waits or is being written; false if the engine does not hold it (any more). */
    @Override
    public boolean cancel(String id) {
        return scheduler.cancel(id);
    }

    /** Sequences that are being written now. */
    @Override
    public int activeSlots() {
        return scheduler.activeSlots();
    }

    /** Requests of which no sequence has a slot yet. */
    @Override
    public int waitingRequests() {
        return scheduler.waitingRequests();
    }

    @Override
    public int slots() {
        return options.slots();
    }

    /** How long the current step has taken so far; zero while there is nothing to do. A watchdog reads this. */
    @Override
    public Duration sinceLastStep() {
        return scheduler.sinceLastStep();
    }

    /**
     * Whether a request that another engine of the same {@link #identity} had begun goes on as if it had not moved: reading what is
     * written gives the very numbers that writing it gave. Not on a GPU, where sums depend on the batch: begin anew there.
     */
    @Override
    public boolean resumesTheSame() {
        return !options.device().isGpu();
    }

    /** What was counted since the engine was started. */
    @Override
    public EngineStatistics statistics() {
        return counters.statistics();
    }

    /**
     * What wrote the text: engine, ONNX Runtime, device, precision and back end, if it is not {@code step}; and {@code
     * batch-dependent} where the tokens of a request may depend on what shared its batch.
     */
    @Override
    public String identity() {
        return identity;
    }

    /** Ends the current step, drops what is not finished and frees the memory. */
    @Override
    public void close() {
        scheduler.stop();
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
