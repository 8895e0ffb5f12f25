package io.draftgate.streams;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStateTest {
    @TempDir
    Path folder;

    private final AtomicInteger thrownAway = new AtomicInteger();
    private LocalState state;

    @BeforeEach
    void beTheStateOfAnApplication() {
        state = LocalState.of(folder.resolve("state"), "generator");
    }

    @Test
    void shouldThrowDamagedStoresAwayOnceAtTheNextStart() {
        // Given
        state.failed(new StreamsException(new ProcessorStateException("Error opening store")));
        LocalState nextStart = LocalState.of(folder.resolve("state"), "generator");

        // When
        nextStart.mend(thrownAway::incrementAndGet);
        nextStart.mend(thrownAway::incrementAndGet);

        // Then
        assertEquals(1, thrownAway.get());
    }

    @Test
    void shouldKeepStoresThatHadNoPartInTheFailure() {
        // Given
        state.failed(new StreamsException("the broker is gone"));

        // When
        state.mend(thrownAway::incrementAndGet);

        // Then
        assertEquals(0, thrownAway.get());
    }

    @Test
    void shouldKeepTheStoresOfAnotherApplication() {
        // Given
        state.failed(new ProcessorStateException("Error opening store"));

        // When
        LocalState.of(folder.resolve("state"), "audit").mend(thrownAway::incrementAndGet);

        // Then
        assertEquals(0, thrownAway.get());
    }
}
