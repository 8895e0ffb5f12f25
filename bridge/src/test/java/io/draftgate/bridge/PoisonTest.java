package io.draftgate.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.schemas.event.InFlightWork;
import io.draftgate.schemas.event.Priority;
import io.draftgate.schemas.event.WorkReported;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One work among many kills every worker that works on it; each worker has several tasks. Whatever happens in which order, it is
 * given up after the third death and no other is blamed.
 */
class PoisonTest {
    private static final int PARTITIONS = 3;
    private static final int WORKS = 24;
    private static final int MOST_STEPS = 20_000;

    /** Of every partition a log, whose reports become durable one by one. */
    private static final class Partitions implements ReportLog {
        private final Map<Integer, Queue<Waiting>> waiting = new HashMap<>();
        private final Map<Integer, Queue<WorkReported>> durable = new HashMap<>();

        private record Waiting(WorkReported report, Confirmation confirmation) {}

        @Override
        public void write(int partition, Supplier<WorkReported> report, Confirmation confirmation) {
            waiting(partition).add(new Waiting(report.get(), confirmation));
        }

        private Queue<Waiting> waiting(int partition) {
            return waiting.computeIfAbsent(partition, none -> new ArrayDeque<>());
        }

        Queue<WorkReported> durable(int partition) {
            return durable.computeIfAbsent(partition, none -> new ArrayDeque<>());
        }

        void confirmOne(int partition) {
            Waiting first = waiting(partition).poll();
            if (first != null) {
                durable(partition).add(first.report());
                first.confirmation().written(true);
            }
        }

        /** The writer dies: of what it had sent, the beginning may be durable, and nobody hears of it. */
        void die(Random random) {
            waiting.forEach((partition, reports) -> {
                for (int left = random.nextInt(reports.size() + 1); left > 0; left--) {
                    durable(partition).add(reports.remove().report());
                }
                reports.clear();
            });
        }
    }

    /** One process after the other, over the same topics and stores. */
    private static final class World implements AutoCloseable {
        private final Random random;
        private final InFlightStores stores = new InFlightStores(PARTITIONS);
        private final Partitions log = new Partitions();
        private final long poison;
        private final TaskBridge[] tasks = new TaskBridge[PARTITIONS];
        private final long[] admitted = new long[PARTITIONS];
        private final Map<Long, Ended> ended = new HashMap<>();
        private HandEngine engine = new HandEngine(5);
        private Dispatcher dispatcher = new Dispatcher(engine, log);
        private int deaths;

        World(long seed) {
            random = new Random(seed);
            poison = random.nextInt(WORKS);
            openAll();
        }

        private void openAll() {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                open(partition);
            }
        }

        private void open(int partition) {
            tasks[partition] = TaskBridge.open(
                    dispatcher, stores.of(partition), partition, FairShares.equal(), () -> Instant.EPOCH);
        }

        void step() {
            int partition = random.nextInt(PARTITIONS);
            switch (random.nextInt(12)) {
                case 0, 1 -> admitNext(partition);
                case 2, 3, 4 -> log.confirmOne(partition);
                case 5, 6, 7 -> readNext(partition);
                case 8 -> tasks[partition].refill();
                case 9, 10 -> finishOne();
                default -> moveNowAndThen(partition);
            }
            requireThatNobodyElseIsBlamed();
            if (engine.running().contains(poison) && random.nextInt(4) == 0) {
                die();
            }
        }

        /** Work number n is at offset n of partition n mod {@link #PARTITIONS}. */
        private void admitNext(int partition) {
            long offset = admitted[partition] * PARTITIONS + partition;
            if (offset < WORKS) {
                admitted[partition]++;
                tasks[partition].admit(offset, work());
            }
        }

        private void readNext(int partition) {
            WorkReported report = log.durable(partition).poll();
            if (report != null) {
                tasks[partition]
                        .report(report)
                        .ifPresent(end -> assertNull(ended.put(end.offset(), end), "ended twice"));
            }
        }

        private void finishOne() {
            List<Long> harmless =
                    engine.running().stream().filter(offset -> offset != poison).toList();
            if (!harmless.isEmpty()) {
                engine.finish(harmless.get(random.nextInt(harmless.size())), "done");
            }
        }

        private void moveNowAndThen(int partition) {
            if (random.nextInt(10) == 0) {
                tasks[partition].close();
                open(partition);
            }
        }

        private void die() {
            deaths++;
            log.die(random);
            engine = new HandEngine(5);
            dispatcher = new Dispatcher(engine, log);
            openAll();
        }

        private void requireThatNobodyElseIsBlamed() {
            List<Long> running = engine.running();
            boolean isAnyAlone =
                    running.stream().anyMatch(offset -> engine.work(offset).alone());
            assertTrue(!isAnyAlone || running.size() == 1, () -> "beside one that must be alone: " + running);
            // They may have been beside it the first time.
            assertTrue(
                    running.stream()
                            .allMatch(offset ->
                                    offset == poison || engine.work(offset).attempt() <= 2),
                    () -> "blamed twice: " + running);
        }

        @Override
        public void close() {
            stores.close();
        }
    }

    private static InFlightWork work() {
        return InFlightWork.newBuilder()
                .setKey("default/p")
                .setPriority(Priority.NORMAL)
                .setRequestedAt(Instant.EPOCH)
                .setAttempts(0)
                .setHeaders(List.of())
                .setPayload(ByteBuffer.allocate(0))
                .build();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void shouldBlameTheWorkThatKillsAndNoOther(long seed) {
        try (World world = new World(seed)) {
            for (int step = 0; step < MOST_STEPS && world.ended.size() < WORKS; step++) {
                world.step();
            }

            assertEquals(WORKS, world.ended.size(), "some never ended");
            assertEquals(TaskBridge.MAX_DEATHS, world.deaths);
            world.ended.forEach((offset, end) -> {
                if (offset == world.poison) {
                    String reason = assertInstanceOf(Ended.Failed.class, end).reason();
                    assertTrue(reason.startsWith("worker died"), reason);
                } else {
                    assertInstanceOf(Ended.Finished.class, end);
                }
            });
        }
    }
}
