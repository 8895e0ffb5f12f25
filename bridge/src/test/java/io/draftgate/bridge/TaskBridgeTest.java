package io.draftgate.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.schemas.event.InFlightWork;
import io.draftgate.schemas.event.Priority;
import io.draftgate.schemas.event.ReportKind;
import io.draftgate.schemas.event.WorkReported;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskBridgeTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final HandEngine engine = new HandEngine(2);
    private final HandLog log = new HandLog();
    private Dispatcher dispatcher = new Dispatcher(engine, log);
    private Instant now = NOW;
    private final InFlightStores stores = new InFlightStores(1);
    private final KeyValueStore<Long, InFlightWork> store = stores.of(0);

    @AfterEach
    void closeStore() {
        stores.close();
    }

    private TaskBridge open() {
        return TaskBridge.open(dispatcher, store, 0, FairShares.equal(), () -> now);
    }

    private TaskBridge openAndCatchUp() {
        TaskBridge bridge = open();
        read(bridge);
        return bridge;
    }

    /** The worker is gone without a word; another process with the same engine takes its place. */
    private TaskBridge takeOverFromADeadWorker() {
        log.confirm();
        List<Long> lost = engine.running();
        lost.forEach(offset -> engine.cancel(new WorkId(0, offset)));
        dispatcher = new Dispatcher(engine, log);
        return openAndCatchUp();
    }

    private List<Ended> read(TaskBridge bridge) {
        List<Ended> ended = new ArrayList<>();
        log.confirm();
        while (!log.readable().isEmpty()) {
            bridge.report(log.readable().remove().report()).ifPresent(ended::add);
            log.confirm();
        }
        return ended;
    }

    private static InFlightWork work(Priority priority, Instant deadline) {
        return InFlightWork.newBuilder()
                .setKey("default/p")
                .setPriority(priority)
                .setRequestedAt(NOW)
                .setDeadlineAt(deadline)
                .setAttempts(0)
                .setHeaders(List.of())
                .setPayload(ByteBuffer.wrap(new byte[] {1}))
                .build();
    }

    private static InFlightWork work() {
        return work(Priority.NORMAL, null);
    }

    private static WorkReported finished(long offset, String result) {
        return WorkReported.newBuilder()
                .setOffset(offset)
                .setKind(ReportKind.FINISHED)
                .setAttempt(1)
                .setWorker("another")
                .setPayload(ByteBuffer.wrap(result.getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    @Test
    void shouldEndAWorkWithTheResultThatComesBackAsARecord() {
        TaskBridge bridge = openAndCatchUp();
        bridge.admit(7, work());
        read(bridge);
        engine.finish(7, "a draft");

        List<Ended> ended = read(bridge);

        Ended.Finished finished = assertInstanceOf(Ended.Finished.class, ended.get(0));
        assertEquals(7, finished.offset());
        assertEquals("a draft", StandardCharsets.UTF_8.decode(finished.result()).toString());
        assertEquals(1, ended.size());
        assertFalse(store.all().hasNext());
    }

    @Test
    void shouldDropAResultThatComesTwice() {
        TaskBridge bridge = openAndCatchUp();
        bridge.admit(7, work());
        read(bridge);
        assertTrue(bridge.report(finished(7, "first")).isPresent());

        var second = bridge.report(finished(7, "second"));

        assertTrue(second.isEmpty());
    }

    @Test
    void shouldStopTheOwnEngineWhenAnothersResultIsUsed() {
        TaskBridge bridge = openAndCatchUp();
        bridge.admit(7, work());
        read(bridge);
        assertEquals(List.of(7L), engine.running());

        bridge.report(finished(7, "by the old owner"));

        assertEquals(List.of(), engine.running());
    }

    @Test
    void shouldStartNothingBeforeEarlierReportsAreRead() {
        store.put(7L, work());
        TaskBridge bridge = open();
        bridge.refill();
        log.confirm();
        assertEquals(List.of(), engine.running());

        read(bridge);

        assertEquals(List.of(7L), engine.running());
    }

    @Test
    void shouldAnnounceAgainWhenTheAnnouncementWasLost() {
        store.put(7L, work());
        TaskBridge bridge = open();
        log.lose();

        bridge.refill();

        read(bridge);
        assertEquals(List.of(7L), engine.running());
    }

    @Test
    void shouldNotStartAWorkWhoseStartIsNotDurable() {
        TaskBridge bridge = openAndCatchUp();
        bridge.admit(7, work());
        log.lose();
        assertEquals(List.of(), engine.running());

        bridge.refill();

        read(bridge);
        assertEquals(List.of(7L), engine.running());
        assertEquals(1, engine.work(7).attempt());
    }

    @Test
    void shouldSubmitAgainWhenAResultCouldNotBeWritten() {
        TaskBridge bridge = openAndCatchUp();
        bridge.admit(7, work());
        read(bridge);
        engine.finish(7, "lost");
        log.lose();

        bridge.refill();

        read(bridge);
        assertEquals(List.of(7L), engine.running());
        assertFalse(engine.work(7).alone(), "no worker died");
    }

    @Test
    void shouldHandNoMoreToTheEngineThanItTakes() {
        TaskBridge bridge = openAndCatchUp();
        for (long offset = 0; offset < 5; offset++) {
            bridge.admit(offset, work());
        }
        read(bridge);
        assertEquals(List.of(0L, 1L), engine.running());

        engine.finish(0, "done");
        read(bridge);

        assertEquals(List.of(1L, 2L), engine.running());
    }

    @Test
    void shouldServeHigherLanesFirst() {
        TaskBridge bridge = open();
        bridge.admit(0, work(Priority.LOW, null));
        bridge.admit(1, work(Priority.NORMAL, null));
        bridge.admit(2, work(Priority.HIGH, null));

        read(bridge);

        assertEquals(List.of(2L, 1L), engine.running());
    }

    @Test
    void shouldShareTheEngineAmongTasksThatHaveWork() {
        TaskBridge first = openAndCatchUp();
        TaskBridge second = TaskBridge.open(dispatcher, store, 1, FairShares.equal(), () -> now);
        read(second);
        for (long offset = 0; offset < 3; offset++) {
            first.admit(offset, work());
        }
        read(first);
        second.admit(10, work());
        engine.finish(0, "done");
        read(first);
        assertEquals(List.of(1L), engine.running(), "the first task has its share");

        second.refill();

        log.confirm();
        assertEquals(List.of(1L, 10L), engine.running());
    }

    @Test
    void shouldExpireAWorkThatWaitedTooLong() {
        TaskBridge bridge = openAndCatchUp();
        bridge.admit(0, work());
        bridge.admit(1, work());
        bridge.admit(2, work(Priority.NORMAL, NOW.plusSeconds(5)));
        read(bridge);
        now = NOW.plusSeconds(6);

        bridge.refill();

        Ended.Expired expired =
                assertInstanceOf(Ended.Expired.class, read(bridge).get(0));
        assertEquals(2, expired.offset());
    }

    @Test
    void shouldExpireAndStopAWorkThatIsWithTheEngine() {
        TaskBridge bridge = openAndCatchUp();
        bridge.admit(0, work(Priority.NORMAL, NOW.plusSeconds(5)));
        read(bridge);
        assertEquals(List.of(0L), engine.running());
        now = NOW.plusSeconds(6);

        bridge.refill();

        assertInstanceOf(Ended.Expired.class, read(bridge).get(0));
        assertEquals(List.of(), engine.running());
    }

    @Test
    void shouldReportTheReasonOfAFailure() {
        TaskBridge bridge = openAndCatchUp();
        bridge.admit(7, work());
        read(bridge);
        engine.fail(7, "no room in the context");

        List<Ended> ended = read(bridge);

        assertEquals(
                "no room in the context",
                assertInstanceOf(Ended.Failed.class, ended.get(0)).reason());
    }

    @Test
    void shouldStopAWorkThatIsWithdrawn() {
        TaskBridge bridge = openAndCatchUp();
        bridge.admit(7, work());
        read(bridge);

        assertTrue(bridge.withdraw(7).isPresent());

        assertEquals(List.of(), engine.running());
        assertTrue(bridge.withdraw(7).isEmpty());
    }

    @Test
    void shouldTellHowFarAWithdrawnWorkWas() {
        TaskBridge bridge = openAndCatchUp();
        bridge.admit(7, work());
        read(bridge);
        engine.progress(7, "half of it");
        read(bridge);
        engine.write(7, "half of it, and more");

        InFlightWork withdrawn = bridge.withdraw(7).orElseThrow();

        assertEquals("half of it, and more", progress(withdrawn));
    }

    @Test
    void shouldTellHowFarAWorkWasOfWhichTheEngineKnowsNothing() {
        TaskBridge bridge = openAndCatchUp();
        bridge.admit(7, work());
        read(bridge);
        engine.progress(7, "half of it");
        read(bridge);

        InFlightWork withdrawn = bridge.withdraw(7).orElseThrow();

        assertEquals("half of it", progress(withdrawn));
    }

    @Test
    void shouldTellHowFarAnExpiredWorkWas() {
        TaskBridge bridge = openAndCatchUp();
        bridge.admit(0, work(Priority.NORMAL, NOW.plusSeconds(5)));
        read(bridge);
        engine.write(0, "half of it");
        now = NOW.plusSeconds(6);
        bridge.refill();

        List<Ended> ended = read(bridge);

        assertEquals("half of it", progress(ended.get(0).request()));
    }

    @Test
    void shouldTellHowFarAFailedWorkWas() {
        TaskBridge bridge = openAndCatchUp();
        bridge.admit(7, work());
        read(bridge);
        engine.fail(7, "the engine failed", "half of it");

        List<Ended> ended = read(bridge);

        assertEquals("half of it", progress(ended.get(0).request()));
    }

    private static String progress(InFlightWork work) {
        return StandardCharsets.UTF_8.decode(work.getProgress()).toString();
    }

    @Test
    void shouldRunAWorkAloneAfterAWorkerDiedWithIt() {
        TaskBridge first = openAndCatchUp();
        first.admit(7, work());
        log.confirm();

        takeOverFromADeadWorker();

        assertTrue(engine.work(7).alone());
        assertEquals(2, engine.work(7).attempt());
    }

    @Test
    void shouldFailAWorkAtTheThirdDeath() {
        TaskBridge bridge = openAndCatchUp();
        bridge.admit(7, work());
        log.confirm();
        takeOverFromADeadWorker();
        takeOverFromADeadWorker();
        assertEquals(3, engine.work(7).attempt());
        log.confirm();
        engine.cancel(new WorkId(0, 7));
        dispatcher = new Dispatcher(engine, log);

        List<Ended> ended = read(open());

        Ended.Failed failed = assertInstanceOf(Ended.Failed.class, ended.get(0));
        assertTrue(failed.reason().startsWith("worker died"), failed.reason());
    }

    @Test
    void shouldCountNoDeathWhenATaskMovesGracefully() {
        TaskBridge bridge = openAndCatchUp();
        bridge.admit(7, work());
        read(bridge);

        bridge.close();

        assertEquals(List.of(), engine.running());
        openAndCatchUp();
        assertFalse(engine.work(7).alone());
    }

    @Test
    void shouldUseTheResultOfAnOldOwnerInsteadOfWorkingAgain() {
        store.put(7L, work());
        log.readable().add(new HandLog.Written(0, finished(7, "by the old owner")));
        TaskBridge bridge = open();

        List<Ended> ended = read(bridge);

        assertInstanceOf(Ended.Finished.class, ended.get(0));
        assertEquals(List.of(), engine.running());
    }

    @Test
    void shouldHandANewOwnerWhatAnOldOneHadDone() {
        TaskBridge bridge = openAndCatchUp();
        bridge.admit(7, work());
        read(bridge);
        engine.progress(7, "half of");
        engine.progress(7, "half of a draft");
        read(bridge);
        engine.progress(7, "half");
        read(bridge);

        takeOverFromADeadWorker();

        assertEquals("half of a draft", progress(7));
    }

    @Test
    void shouldGoOnWhereItWasWhenAResultCouldNotBeWritten() {
        TaskBridge bridge = openAndCatchUp();
        bridge.admit(7, work());
        read(bridge);
        engine.progress(7, "nearly all");
        read(bridge);
        engine.finish(7, "lost");
        log.lose();

        bridge.refill();

        read(bridge);
        assertEquals("nearly all", progress(7));
        assertEquals(1, engine.work(7).attempt());
    }

    @Test
    void shouldIgnoreProgressOfAWorkThatHasEnded() {
        TaskBridge bridge = openAndCatchUp();
        bridge.admit(7, work());
        read(bridge);
        WorkReported late = WorkReported.newBuilder(finished(7, "half"))
                .setKind(ReportKind.PROGRESS)
                .build();
        bridge.report(finished(7, "by the old owner"));

        var ended = bridge.report(late);

        assertTrue(ended.isEmpty());
        assertFalse(store.all().hasNext());
    }

    private String progress(long offset) {
        ByteBuffer progress = engine.work(offset).request().getProgress();
        return StandardCharsets.UTF_8.decode(progress.duplicate()).toString();
    }
}
