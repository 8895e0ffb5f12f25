package io.draftgate.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.bridge.FairShares.Share;
import io.draftgate.schemas.event.InFlightWork;
import io.draftgate.schemas.event.Priority;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PendingWorkTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static InFlightWork work(String tenant, Priority priority, long cost, Instant requestedAt) {
        return InFlightWork.newBuilder()
                .setKey(tenant + "/p")
                .setPriority(priority)
                .setRequestedAt(requestedAt)
                .setAttempts(0)
                .setCost(cost)
                .setHeaders(List.of())
                .setPayload(ByteBuffer.allocate(0))
                .build();
    }

    private static InFlightWork work(String tenant, long cost) {
        return work(tenant, Priority.NORMAL, cost, NOW);
    }

    private static FairShares shares(Map<String, Share> tenants) {
        return new FairShares(tenants, Share.ONE, Duration.ofMinutes(1));
    }

    private static List<Long> take(PendingWork pending, int count, Instant now) {
        List<Long> taken = new ArrayList<>();
        for (OptionalLong next = pending.next(now); next.isPresent(); next = pending.next(now)) {
            taken.add(next.getAsLong());
            if (taken.size() == count) {
                break;
            }
        }
        return taken;
    }

    @Test
    void shouldLetTenantsTakeTurnsHoweverManyWorksOneHas() {
        PendingWork pending = new PendingWork(FairShares.equal());
        for (long offset = 0; offset < 100; offset++) {
            pending.add(offset, work("a", 10), NOW);
        }
        pending.add(100, work("b", 10), NOW);
        pending.add(101, work("b", 10), NOW);

        List<Long> taken = take(pending, 5, NOW);

        assertEquals(List.of(0L, 100L, 1L, 101L, 2L), taken);
    }

    @Test
    void shouldCountTokensNotWorks() {
        PendingWork pending = new PendingWork(FairShares.equal());
        for (long offset = 0; offset < 4; offset++) {
            pending.add(offset, work("long", 30), NOW);
            pending.add(10 + offset, work("short", 10), NOW);
        }

        List<Long> taken = take(pending, 6, NOW);

        assertEquals(List.of(0L, 10L, 11L, 12L, 1L, 13L), taken);
    }

    @Test
    void shouldGiveATenantOfWeightTwoTwiceTheTokens() {
        PendingWork pending = new PendingWork(shares(Map.of("b", new Share(2, 0))));
        for (long offset = 0; offset < 50; offset++) {
            pending.add(offset, work("a", 10), NOW);
            pending.add(100 + offset, work("b", 10), NOW);
        }

        List<Long> taken = take(pending, 30, NOW);

        assertEquals(20, taken.stream().filter(offset -> offset >= 100).count());
    }

    @Test
    void shouldServeATenantsHigherLanesFirstUntilALowerOneIsOldEnough() {
        PendingWork pending = new PendingWork(FairShares.equal());
        pending.add(1, work("a", Priority.LOW, 1, NOW.minusSeconds(119)), NOW);
        pending.add(2, work("a", Priority.NORMAL, 1, NOW), NOW);
        pending.add(3, work("a", Priority.HIGH, 1, NOW), NOW);
        pending.add(4, work("a", Priority.LOW, 1, NOW), NOW);

        assertEquals(List.of(3L, 1L, 2L, 4L), take(pending, 4, NOW));
    }

    @Test
    void shouldNotLetALowWorkStarveWhileHighOnesKeepComing() {
        PendingWork pending = new PendingWork(FairShares.equal());
        pending.add(0, work("a", Priority.LOW, 1, NOW), NOW);

        List<Long> taken = new ArrayList<>();
        for (long second = 1; second < 600 && !taken.contains(0L); second++) {
            Instant now = NOW.plusSeconds(second);
            pending.add(2 * second, work("a", Priority.HIGH, 1, now), now);
            pending.add(2 * second + 1, work("a", Priority.HIGH, 1, now), now);
            taken.addAll(take(pending, 1, now));
        }

        assertTrue(taken.contains(0L), "a low work starves");
    }

    @Test
    void shouldHoldBackATenantThatHasSpentItsQuotaAndNobodyElse() {
        PendingWork pending = new PendingWork(shares(Map.of("a", new Share(1, 60))));
        for (long offset = 0; offset < 4; offset++) {
            pending.add(offset, work("a", 40), NOW);
        }
        pending.add(10, work("b", 40), NOW);

        // 60 tokens are in the bucket: the second work overdraws it by 20.
        assertEquals(List.of(0L, 10L, 1L), take(pending, 9, NOW));
        assertEquals(0, pending.ready(NOW));
        assertEquals(2, pending.size());
        assertEquals(List.of(), take(pending, 9, NOW.plusSeconds(19)));
        assertEquals(List.of(2L), take(pending, 1, NOW.plusSeconds(21)));
    }

    @Test
    void shouldGiveBackWhatAWorkDidNotTake() {
        PendingWork pending = new PendingWork(shares(Map.of("a", new Share(1, 60))));
        InFlightWork first = work("a", 60);
        pending.add(0, first, NOW);
        pending.add(1, work("a", 60), NOW);
        assertEquals(List.of(0L), take(pending, 9, NOW));

        pending.settle(first, 10);

        assertEquals(List.of(1L), take(pending, 9, NOW));
    }

    @Test
    void shouldDivideQuotasButNotWeightsAmongPartitions() {
        FairShares whole = shares(Map.of("a", new Share(3, 1000)));

        FairShares part = whole.perPartition(4);

        assertEquals(new Share(3, 250), part.of("a"));
        assertEquals(Share.ONE, part.of("anybody"));
    }

    @Test
    void shouldRefuseAWeightOfNothing() {
        assertThrows(IllegalArgumentException.class, () -> new Share(0, 0));
    }
}
