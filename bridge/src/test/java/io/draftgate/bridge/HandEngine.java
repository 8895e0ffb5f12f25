package io.draftgate.bridge;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** An engine whose works end when the test says so. */
final class HandEngine implements WorkEngine {
    private final Map<WorkId, Observer> observers = new LinkedHashMap<>();
    private final Map<WorkId, Work> running = new LinkedHashMap<>();
    private final Map<WorkId, String> written = new HashMap<>();
    private final int capacity;
    private boolean isInAStep;

    HandEngine(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public int capacity() {
        return capacity;
    }

    @Override
    public void start(Work work, Observer observer) {
        running.put(work.id(), work);
        observers.put(work.id(), observer);
    }

    @Override
    public boolean isIdle() {
        return running.isEmpty() && !isInAStep;
    }

    /** From now on it is in the middle of a step, which goes on also when its works are cancelled, or not any more. */
    void step(boolean isGoingOn) {
        isInAStep = isGoingOn;
    }

    @Override
    public Optional<Supplier<byte[]>> cancel(WorkId id) {
        running.remove(id);
        observers.remove(id);
        return Optional.ofNullable(written.remove(id)).map(progress -> progress::getBytes);
    }

    /** What it would tell of a work that is cancelled now. */
    void write(long offset, String progress) {
        written.put(work(offset).id(), progress);
    }

    List<Long> running() {
        return running.keySet().stream().map(WorkId::offset).toList();
    }

    Work work(long offset) {
        return running.values().stream()
                .filter(work -> work.id().offset() == offset)
                .findFirst()
                .orElseThrow();
    }

    void finish(long offset, String result) {
        end(offset).finished(result::getBytes);
    }

    void fail(long offset, String reason) {
        end(offset).failed(reason);
    }

    void fail(long offset, String reason, String progress) {
        end(offset).failed(reason, progress::getBytes);
    }

    void progress(long offset, String progress) {
        observers.get(work(offset).id()).progressed(progress::getBytes);
    }

    private Observer end(long offset) {
        WorkId id = work(offset).id();
        running.remove(id);
        return observers.remove(id);
    }
}
