package io.draftgate.bridge;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Supplier;

/** An engine in virtual time: every work holds one of its slots for as many ticks as the work costs. */
final class SlotEngine implements WorkEngine {
    private record Running(long until, Work work, Observer observer) {}

    private record Waiting(Work work, Observer observer) {}

    private final int slots;
    private final Queue<Running> running = new PriorityQueue<>(Comparator.comparingLong(Running::until));
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private final Map<Long, Long> startedAt = new HashMap<>();
    private long now;

    SlotEngine(int slots) {
        this.slots = slots;
    }

    /** As the engine of the service. */
    @Override
    public int capacity() {
        return slots + Math.max(1, slots / 4);
    }

    @Override
    public void start(Work work, Observer observer) {
        waiting.add(new Waiting(work, observer));
        fill();
    }

    @Override
    public boolean isIdle() {
        return running.isEmpty() && waiting.isEmpty();
    }

    @Override
    public Optional<Supplier<byte[]>> cancel(WorkId id) {
        running.removeIf(slot -> slot.work().id().equals(id));
        waiting.removeIf(place -> place.work().id().equals(id));
        return Optional.empty();
    }

    private void fill() {
        while (running.size() < slots && !waiting.isEmpty()) {
            Waiting next = waiting.remove();
            startedAt.put(next.work().id().offset(), now);
            running.add(new Running(now + next.work().request().getCost(), next.work(), next.observer()));
        }
    }

    /** Goes on until the next work ends. */
    void advance() {
        Running first = running.remove();
        now = first.until();
        fill();
        first.observer().finished(() -> new byte[0]);
    }

    boolean hasStarted(long offset) {
        return startedAt.containsKey(offset);
    }

    /** In ticks since the beginning. */
    long startedAt(long offset) {
        return startedAt.get(offset);
    }
}
