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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Works that a worker died with, and others beside them: nobody else may die with one of those. */
class RunAloneTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final HandEngine engine = new HandEngine(4);
    private final HandLog log = new HandLog();
    private final Dispatcher dispatcher = new Dispatcher(engine, log);
    private final InFlightStores stores = new InFlightStores(2);
    private final Map<Integer, TaskBridge> tasks = new HashMap<>();
    private Instant now = NOW;

    @AfterEach
    void closeStores() {
        stores.close();
    }

    private TaskBridge open(int partition) {
        TaskBridge task = TaskBridge.open(dispatcher, stores.of(partition), partition, FairShares.equal(), () -> now);
        tasks.put(partition, task);
        read();
        return task;
    }

    /** Everything that is written becomes durable and is read by its task, and what follows from that. */
    private List<Ended> read() {
        List<Ended> ended = new ArrayList<>();
        log.confirm();
        while (!log.readable().isEmpty()) {
            HandLog.Written next = log.readable().remove();
            tasks.get(next.partition()).report(next.report()).ifPresent(ended::add);
            log.confirm();
        }
        return ended;
    }

    private static InFlightWork work(int deaths) {
        return InFlightWork.newBuilder()
                .setKey("default/p")
                .setPriority(Priority.NORMAL)
                .setRequestedAt(NOW)
                .setAttempts(deaths)
                .setHeaders(List.of())
                .setPayload(ByteBuffer.wrap(new byte[] {1}))
                .build();
    }

    private static InFlightWork ordinary() {
        return work(0);
    }

    private static InFlightWork suspect() {
        return work(1);
    }

    @Test
    void shouldStartOneAfterTheOther() {
        TaskBridge task = open(0);
        task.admit(0, suspect());
        task.admit(1, suspect());
        task.admit(2, ordinary());
        read();
        assertEquals(List.of(0L), engine.running());
        assertEquals(List.of(0L), log.started());

        engine.finish(0, "done");
        read();
        assertEquals(List.of(1L), engine.running());
        assertEquals(List.of(0L, 1L), log.started());

        engine.finish(1, "done");
        read();
        assertEquals(List.of(2L), engine.running());
    }

    @Test
    void shouldWaitForTheOrdinaryOnesAndHoldUpThoseBehind() {
        TaskBridge task = open(0);
        task.admit(0, ordinary());
        task.admit(1, ordinary());
        task.admit(2, suspect());
        task.admit(3, ordinary());
        read();
        assertEquals(List.of(0L, 1L), engine.running());

        engine.finish(0, "done");
        read();
        assertEquals(List.of(1L), engine.running(), "nothing goes in while one waits to be alone");
        engine.finish(1, "done");
        read();

        assertEquals(List.of(2L), engine.running());
        assertEquals(List.of(0L, 1L, 2L), log.started());
    }

    @Test
    void shouldFillTheEngineAgainAfterwards() {
        TaskBridge task = open(0);
        task.admit(0, suspect());
        for (long offset = 1; offset < 6; offset++) {
            task.admit(offset, ordinary());
        }
        read();

        engine.finish(0, "done");
        read();

        assertEquals(List.of(1L, 2L, 3L, 4L), engine.running());
    }

    @Test
    void shouldNotStartBeforeTheEndOfTheOneBeforeIsDurable() {
        TaskBridge first = open(0);
        TaskBridge second = open(1);
        first.admit(0, suspect());
        read();
        second.admit(10, suspect());
        engine.finish(0, "done");

        second.refill();

        assertEquals(List.of(), engine.running());
        assertEquals(List.of(0L), log.started(), "a death would count for both");
        read();
        assertEquals(List.of(10L), engine.running());
    }

    @Test
    void shouldNotStartBeforeItIsKnownThatNobodyDiedWithTheTaskThatLeft() {
        TaskBridge first = open(0);
        TaskBridge second = open(1);
        first.admit(0, ordinary());
        read();
        second.admit(10, suspect());

        first.close();

        assertEquals(List.of(), engine.running());
        assertEquals(List.of(0L), log.started());
        tasks.put(0, second);
        read();
        assertEquals(List.of(10L), engine.running());
    }

    @Test
    void shouldWaitForTheStepThatACancelledWorkIsIn() {
        TaskBridge task = open(0);
        task.admit(0, ordinary());
        task.admit(1, suspect());
        read();
        engine.step(true);
        task.withdraw(0);
        read();
        assertEquals(List.of(), engine.running());

        engine.step(false);
        task.refill();
        read();

        assertEquals(List.of(1L), engine.running());
    }

    @Test
    void shouldStartNothingInTheStepOfACancelledWorkThatRanAlone() {
        TaskBridge task = open(0);
        task.admit(0, suspect());
        task.admit(1, ordinary());
        read();
        engine.step(true);
        task.withdraw(0);
        read();
        assertEquals(List.of(0L), log.started());

        engine.step(false);
        task.refill();
        read();

        assertEquals(List.of(1L), engine.running());
    }

    @Test
    void shouldLetThoseBehindGoOnWhenItIsWithdrawnInTheLine() {
        TaskBridge task = open(0);
        task.admit(0, ordinary());
        task.admit(1, suspect());
        task.admit(2, ordinary());
        read();

        assertTrue(task.withdraw(1).isPresent());
        task.refill();
        read();

        assertEquals(List.of(0L, 2L), engine.running());
        assertEquals(List.of(0L, 2L), log.started());
    }

    @Test
    void shouldExpireInTheLine() {
        TaskBridge task = open(0);
        task.admit(0, ordinary());
        task.admit(
                1,
                InFlightWork.newBuilder(suspect())
                        .setDeadlineAt(NOW.plusSeconds(5))
                        .build());
        task.admit(2, ordinary());
        read();
        now = NOW.plusSeconds(6);

        task.refill();

        assertEquals(1, assertInstanceOf(Ended.Expired.class, read().get(0)).offset());
        assertEquals(List.of(0L, 2L), engine.running());
    }

    @Test
    void shouldStartItAgainWhenItsStartWasLost() {
        TaskBridge task = open(0);
        task.admit(0, suspect());
        log.lose();
        assertEquals(List.of(), engine.running());

        task.refill();
        read();

        assertEquals(List.of(0L), engine.running());
        assertEquals(2, engine.work(0).attempt());
    }

    @Test
    void shouldLetTasksTakeTurns() {
        TaskBridge first = open(0);
        TaskBridge second = open(1);
        for (long offset = 0; offset < 3; offset++) {
            first.admit(offset, suspect());
        }
        second.admit(10, ordinary());
        read();

        List<Long> order = new ArrayList<>();
        while (order.size() < 4) {
            long running = engine.running().get(0);
            order.add(running);
            engine.finish(running, "done");
            read();
        }

        assertEquals(List.of(0L, 1L, 10L, 2L), order);
    }

    @Test
    void shouldNotBeHeldUpByATaskThatLeaves() {
        TaskBridge first = open(0);
        TaskBridge second = open(1);
        first.admit(0, ordinary());
        read();
        first.admit(1, suspect());
        second.admit(10, ordinary());

        first.close();

        tasks.put(0, second);
        read();
        assertEquals(List.of(10L), engine.running());
        assertFalse(log.started().contains(1L));
    }

    @Test
    void shouldCountNoDeathOfAWorkThatOnlyStoodInTheLine() {
        TaskBridge task = open(0);
        task.admit(0, ordinary());
        task.admit(1, suspect());
        read();

        task.close();
        open(0);

        assertEquals(1, stores.of(0).get(1L).getAttempts());
        WorkReported released = WorkReported.newBuilder()
                .setOffset(1)
                .setKind(ReportKind.RELEASED)
                .setAttempt(2)
                .setWorker("before")
                .build();
        tasks.get(0).report(released);
        assertEquals(1, stores.of(0).get(1L).getAttempts());
    }
}
