package io.draftgate.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.draftgate.bridge.Work;
import io.draftgate.bridge.WorkEngine;
import io.draftgate.bridge.WorkId;
import io.draftgate.detection.Detector;
import io.draftgate.detection.policy.Policy;
import io.draftgate.schemas.EventKey;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.event.DocumentReceived;
import io.draftgate.schemas.event.DocumentScreened;
import io.draftgate.schemas.event.Verdict;
import io.draftgate.streams.sealing.Sealing;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DocumentEngineTest {
    private static final EventSerde<DocumentScreened> RESULTS = EventSerde.of(DocumentScreened.class);
    private static final InFlightDocuments DOCUMENTS = new InFlightDocuments(Sealing.none());

    private final Map<Long, Verdict> verdicts = new ConcurrentHashMap<>();

    private static Work work(long offset) {
        DocumentReceived document = DocumentReceived.newBuilder()
                .setId("d" + offset)
                .setText("Too short to tell.")
                .build();
        EventKey key = new EventKey(document.getTenant(), document.getId());
        return new Work(new WorkId(0, offset), DOCUMENTS.work(key, new RecordHeaders(), document, Instant.EPOCH), 1);
    }

    private WorkEngine.Observer observer(long offset) {
        return observer(offset, () -> {});
    }

    private WorkEngine.Observer observer(long offset, Runnable first) {
        return new WorkEngine.Observer() {
            @Override
            public void finished(Supplier<byte[]> result) {
                first.run();
                verdicts.merge(
                        offset, RESULTS.decode(result.get()).getScreening().getVerdict(), (before, now) -> {
                            throw new AssertionError("judged twice: " + offset);
                        });
            }

            @Override
            public void failed(String reason, @Nullable Supplier<byte[]> progress) {
                throw new AssertionError(reason);
            }

            @Override
            public void progressed(Supplier<byte[]> progress) {
                throw new AssertionError("progress of a document");
            }
        };
    }

    private void awaitVerdicts(int count) {
        while (verdicts.size() < count) {
            Thread.onSpinWait();
        }
    }

    @Test
    void shouldJudgeEachOnce() {
        try (Detector detector = Detector.bundled();
                DocumentEngine engine = engine(detector)) {
            // When
            for (long offset = 0; offset < 40; offset++) {
                engine.start(work(offset), observer(offset));
            }
            awaitVerdicts(40);

            // Then
            assertEquals(Set.of(Verdict.ABSTAIN), Set.copyOf(verdicts.values()));
        }
    }

    @Test
    void shouldTellNothingOfWhatWasCancelled() {
        CountDownLatch cancelled = new CountDownLatch(1);
        try (Detector detector = Detector.bundled();
                DocumentEngine engine = engine(detector)) {
            // Given: the others wait behind or beside the first
            engine.start(work(0), observer(0, () -> await(cancelled)));
            engine.start(work(1), observer(1));
            engine.start(work(2), observer(2));

            // When
            engine.cancel(new WorkId(0, 1));
            cancelled.countDown();
            awaitVerdicts(2);

            // Then
            assertEquals(Set.of(0L, 2L), verdicts.keySet());
        }
    }

    private static DocumentEngine engine(Detector detector) {
        return new DocumentEngine(new TextScreening(detector, Policy.bundled()), DOCUMENTS, InstantSource.system());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
