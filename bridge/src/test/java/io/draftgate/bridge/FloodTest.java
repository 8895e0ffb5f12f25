package io.draftgate.bridge;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.schemas.event.InFlightWork;
import io.draftgate.schemas.event.Priority;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One tenant submits 5,000 prompts and another 20, through the bridge as it is, to an engine in virtual time. */
class FloodTest {
    private static final int FLOOD = 5_000;
    private static final int OTHERS = 20;
    private static final long FIRST_OF_OTHERS = 1_000_000;

    private static InFlightWork work(String tenant, long cost) {
        return InFlightWork.newBuilder()
                .setKey(tenant + "/p")
                .setPriority(Priority.NORMAL)
                .setRequestedAt(Instant.EPOCH)
                .setAttempts(0)
                .setCost(cost)
                .setHeaders(List.of())
                .setPayload(ByteBuffer.allocate(0))
                .build();
    }

    /** How long 19 of the 20 prompts of the small tenant wait for a slot, at most. */
    private static long p95Wait(int slots, int flood, long seed) {
        try (InFlightStores stores = new InFlightStores(1)) {
            SlotEngine engine = new SlotEngine(slots);
            HandLog log = new HandLog();
            TaskBridge bridge = TaskBridge.open(
                    new Dispatcher(engine, log), stores.of(0), 0, FairShares.equal(), () -> Instant.EPOCH);
            Random costs = new Random(seed);
            for (long offset = 0; offset < flood; offset++) {
                bridge.admit(offset, work("flood", 80 + costs.nextInt(40)));
            }
            read(bridge, log);
            for (long offset = 0; offset < OTHERS; offset++) {
                bridge.admit(FIRST_OF_OTHERS + offset, work("other", 80 + costs.nextInt(40)));
            }
            read(bridge, log);
            while (!others().allMatch(engine::hasStarted)) {
                engine.advance();
                read(bridge, log);
            }
            return others().map(engine::startedAt)
                    .sorted()
                    .skip(OTHERS * 95 / 100 - 1)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static LongStream others() {
        return LongStream.range(FIRST_OF_OTHERS, FIRST_OF_OTHERS + OTHERS);
    }

    private static void read(TaskBridge bridge, HandLog log) {
        log.confirm();
        while (!log.readable().isEmpty()) {
            bridge.report(log.readable().remove().report());
            log.confirm();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void shouldNotLetAFloodOfOneTenantDelayAnother(long seed) {
        long alone = p95Wait(4, 0, seed);

        long flooded = p95Wait(8, FLOOD, seed);

        assertTrue(flooded <= 1.5 * alone, "flooded " + flooded + " ticks, alone on half the slots " + alone);
    }
}
