package io.draftgate.gpt2;

import java.time.Duration;

/** What writes texts, many at the same time: an engine, or what stands in for it while all else is measured. Thread-safe. */
public interface TextEngine extends AutoCloseable {
    /** Hands in a request. Never blocks; a request that cannot be served is told to its listener. */
    void submit(GenerationRequest request, GenerationListener listener);

    /** Takes a request back, whether it waits or is being written; false if the engine does not hold it (any more). */
    boolean cancel(String id);

    /** Sequences that it can write at the same time. */
    int slots();

    /** Sequences that are being written now. */
    int activeSlots();

    /** Requests of which no sequence has a slot yet. */
    int waitingRequests();

    /** How long the current step has taken so far; zero while there is nothing to do. */
    Duration sinceLastStep();

    /** Whether a request that another engine had begun ends as if it had not moved. */
    boolean resumesTheSame();

    /** What was counted since the engine was started. */
    EngineStatistics statistics();

    /** What wrote the text, with its versions. */
    String identity();

    /** Drops what is not finished; listeners hear nothing more. */
    @Override
    void close();
}
