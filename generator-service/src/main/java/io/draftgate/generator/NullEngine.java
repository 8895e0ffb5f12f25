package io.draftgate.generator;

import io.draftgate.gpt2.Completion;
import io.draftgate.gpt2.EngineStatistics;
import io.draftgate.gpt2.FinishReason;
import io.draftgate.gpt2.Generation;
import io.draftgate.gpt2.GenerationListener;
import io.draftgate.gpt2.GenerationRequest;
import io.draftgate.gpt2.TextEngine;
import io.draftgate.gpt2.TokenTrace;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * An engine without a model: every request holds a slot for the same time and gets the beginning of its prompt back. Shows what
 * all the rest costs. Thread-safe.
 */
final class NullEngine implements TextEngine {
    private record Waiting(GenerationRequest request, GenerationListener listener, long submittedAt) {}

    private final int slots;
    private final Duration latency;
    private final Function<List<Integer>, String> decoder;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "null-engine"));
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private final Map<String, Waiting> held = new HashMap<>();
    private int active;

    /**
     * An engine.
     *
     * @param latency of every draft
     * @param decoder makes a text of tokens
     */
    NullEngine(int slots, Duration latency, Function<List<Integer>, String> decoder) {
        this.slots = slots;
        this.latency = latency;
        this.decoder = decoder;
    }

    @Override
    public synchronized void submit(GenerationRequest request, GenerationListener listener) {
        Waiting work = new Waiting(request, listener, System.nanoTime());
        held.put(request.id(), work);
        waiting.add(work);
        fillSlots();
    }

    @Override
    public synchronized boolean cancel(String id) {
        return held.remove(id) != null;
    }

    // Whoever waits hears through the listener; the future says nothing more.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void fillSlots() {
        while (active < slots && !waiting.isEmpty()) {
            Waiting work = waiting.remove();
            if (work.equals(held.get(work.request().id()))) {
                active++;
                long slotAt = System.nanoTime();
                clock.schedule(() -> end(work, slotAt), latency.toNanos(), TimeUnit.NANOSECONDS);
            }
        }
    }

    private void end(Waiting work, long slotAt) {
        boolean isWanted;
        synchronized (this) {
            active--;
            isWanted = held.remove(work.request().id(), work);
            fillSlots();
        }
        if (isWanted) {
            work.listener().completed(generation(work, slotAt));
        }
    }

    private Generation generation(Waiting work, long slotAt) {
        GenerationRequest request = work.request();
        return new Generation(
                request.id(),
                IntStream.range(0, request.completions())
                        .mapToObj(index -> completion(request, index))
                        .toList(),
                Duration.ofNanos(slotAt - work.submittedAt()),
                Duration.ZERO,
                Duration.ofNanos(System.nanoTime() - slotAt));
    }

    private Completion completion(GenerationRequest request, int index) {
        boolean isGiven = !request.given().isEmpty();
        List<Integer> tokens = isGiven
                ? request.given().get(index)
                : request.promptTokenIds().stream()
                        .limit(request.parameters().ending().maxTokens())
                        .toList();
        TokenTrace trace = new TokenTrace(
                Collections.nCopies(tokens.size(), -1f),
                Collections.nCopies(tokens.size(), 1),
                Collections.nCopies(tokens.size(), 1f));
        FinishReason reason = isGiven ? FinishReason.CHOICE : FinishReason.LENGTH;
        return new Completion(index, tokens, decoder.apply(tokens), reason, trace);
    }

    @Override
    public int slots() {
        return slots;
    }

    @Override
    public synchronized int activeSlots() {
        return active;
    }

    @Override
    public synchronized int waitingRequests() {
        return held.size() - active;
    }

    @Override
    public Duration sinceLastStep() {
        return Duration.ZERO;
    }

    @Override
    public boolean resumesTheSame() {
        return false;
    }

    @Override
    public EngineStatistics statistics() {
        return new EngineStatistics(0, 0, 0, 0, 0);
    }

    @Override
    public String identity() {
        return "null-engine " + latency.toMillis() + " ms";
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
