package io.draftgate.review.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoginLimitTest {
    private final HandClock clock = new HandClock();
    private final LoginLimit limit = new LoginLimit(clock);

    private void fail(int times) {
        IntStream.range(0, times).forEach(i -> limit.failed("ann"));
    }

    @Test
    void shouldForgiveAFewMistakes() {
        fail(4);

        assertEquals(Duration.ZERO, limit.waitFor("ann"));
    }

    @Test
    void shouldWaitTwiceAsLongAfterEveryFurtherFailure() {
        fail(5);
        assertEquals(Duration.ofSeconds(2), limit.waitFor("ann"));

        fail(2);
        assertEquals(Duration.ofSeconds(8), limit.waitFor("ann"));

        fail(100);
        assertEquals(Duration.ofMinutes(15), limit.waitFor("ann"));
    }

    @Test
    void shouldLetInWhoeverHasWaited() {
        fail(5);

        clock.advance(Duration.ofSeconds(2));

        assertEquals(Duration.ZERO, limit.waitFor("ann"));
    }

    @Test
    void shouldForgetFailuresAfterASuccess() {
        fail(4);
        limit.succeeded("ann");

        fail(4);

        assertEquals(Duration.ZERO, limit.waitFor("ann"));
        assertEquals(Duration.ZERO, limit.waitFor("bob"));
    }
}
