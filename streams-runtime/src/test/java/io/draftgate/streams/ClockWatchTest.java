package io.draftgate.streams;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
    private final AtomicLong wallMillis = new AtomicLong(1_700_000_000_000L);
    private final AtomicLong nanos = new AtomicLong();
    private final ClockWatch watch = new ClockWatch(wallMillis::get, nanos::get);

    private void pass(Duration time) {
        wallMillis.addAndGet(time.toMillis());
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void shouldTellOnceByHowMuchTheClockWasSetBack() {
        // Given
        pass(Duration.ofSeconds(10));
        wallMillis.addAndGet(-Duration.ofHours(4).toMillis());

        // When
        Optional<Duration> step = watch.setBack();

        // Then
        assertEquals(Optional.of(Duration.ofHours(4)), step);
        assertEquals(Optional.empty(), watch.setBack());
    }

    @Test
    void shouldSayNothingOfTimeThatPassesOfAStepForthAndOfAClockThatIsSlewed() {
        // When
        pass(Duration.ofMinutes(10));
        Optional<Duration> passed = watch.setBack();
        wallMillis.addAndGet(Duration.ofHours(2).toMillis());
        Optional<Duration> forth = watch.setBack();
        wallMillis.addAndGet(-ClockWatch.TOLERANCE.toMillis());
        Optional<Duration> slewed = watch.setBack();

        // Then
        assertEquals(Optional.empty(), passed.or(() -> forth).or(() -> slewed));
    }
}
