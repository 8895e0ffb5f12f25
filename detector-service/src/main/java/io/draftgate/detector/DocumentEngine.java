package io.draftgate.detector;

import io.draftgate.bridge.Work;
import io.draftgate.bridge.WorkEngine;
import io.draftgate.bridge.WorkId;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.event.DocumentReceived;
import io.draftgate.schemas.event.DocumentScreened;
import io.draftgate.schemas.event.Screening;
import io.draftgate.streams.sealing.ErasedException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The detector as the bridge sees it: judges the documents that wait beside each other, on a thread of its own, since its
 * language model takes longer for one than a stream thread may wait. Thread-safe.
 */
final class DocumentEngine implements WorkEngine, AutoCloseable {
    /** A few rounds of the language model: enough to keep it busy, few enough that the first do not wait long. */
    static final int BATCH = 16;

    /** A batch of a large language model on a slow machine. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

    private static final EventSerde<DocumentScreened> RESULTS = EventSerde.of(DocumentScreened.class);

    private final TextScreening screening;
    private final InFlightDocuments documents;
    private final InstantSource clock;
    private final ExecutorService judge = Executors.newSingleThreadExecutor(task -> new Thread(task, "documents"));
    private final Map<WorkId, Waiting> waiting = new LinkedHashMap<>();
    private final Map<WorkId, Observer> judged = new HashMap<>();
    private boolean isJudging;

    DocumentEngine(TextScreening screening, InFlightDocuments documents, InstantSource clock) {
        this.screening = screening;
        this.documents = documents;
        this.clock = clock;
    }

    private record Waiting(Work work, Observer observer) {}

    /** One batch, and the next. */
    @Override
    public int capacity() {
        return 2 * BATCH;
    }

    @Override
    public void start(Work work, Observer observer) {
        synchronized (this) {
            waiting.put(work.id(), new Waiting(work, observer));
        }
        judge.execute(this::judgeNext);
    }

    @Override
    public synchronized boolean isIdle() {
        return !isJudging && waiting.isEmpty();
    }

    @Override
    public synchronized Optional<Supplier<byte[]>> cancel(WorkId id) {
        waiting.remove(id);
        judged.remove(id);
        return Optional.empty();
    }

    /** Finishes what it judges now; what waits hears nothing more. */
    @Override
    public void close() {
        synchronized (this) {
            waiting.clear();
        }
        judge.shutdown();
        try {
            if (!judge.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                judge.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            judge.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** Each work asks for a turn; a turn that finds nothing left was another's. */
    private void judgeNext() {
        List<Work> batch = next();
        try {
            judge(batch);
        } finally {
            // Whatever went wrong, nobody may wait for ever.
            batch.forEach(work -> failed(work.id(), "the detector ended while it judged it"));
            rest();
        }
    }

    private synchronized void rest() {
        isJudging = false;
    }

    private synchronized List<Work> next() {
        isJudging = true;
        List<Waiting> batch = waiting.values().stream().limit(BATCH).toList();
        for (Waiting next : batch) {
            waiting.remove(next.work().id());
            judged.put(next.work().id(), next.observer());
        }
        return batch.stream().map(Waiting::work).toList();
    }

    private void judge(List<Work> batch) {
        List<Work> readable = new ArrayList<>();
        List<DocumentReceived> texts = new ArrayList<>();
        for (Work work : batch) {
            try {
                texts.add(documents.document(work.request()));
                readable.add(work);
            } catch (ErasedException erased) {
                failed(work.id(), "its text was " + erased.getMessage());
            }
        }
        List<Screening> verdicts = screening.screenAll(texts, clock.instant());
        for (int i = 0; i < readable.size(); i++) {
            DocumentScreened screened = Documents.screened(texts.get(i), verdicts.get(i));
            Observer observer = ended(readable.get(i).id());
            if (observer != null) {
                observer.finished(() -> RESULTS.encode(screened));
            }
        }
    }

    private void failed(WorkId id, String reason) {
        Observer observer = ended(id);
        if (observer != null) {
            observer.failed(reason);
        }
    }

    private synchronized @Nullable Observer ended(WorkId id) {
        return judged.remove(id);
    }
}
