package io.draftgate.cli.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecoveryTimesTest {
    private Instant now = Instant.EPOCH;
    private RecoveryTimes recoveries;

    @BeforeEach
    void startTheClock() {
        recoveries = new RecoveryTimes(() -> now);
    }

    private void at(int second) {
        now = Instant.EPOCH.plusSeconds(second);
    }

    private static Outcome writtenAt(int second, String kind) {
        return new Outcome("drill/p0", kind, Instant.EPOCH.plusSeconds(second));
    }

    @Test
    void shouldMeasureFromAFaultToTheFirstDraftThatIsReadAfterIt() {
        at(10);
        recoveries.struck();
        at(17);
        recoveries.read(writtenAt(16, Outcome.GENERATED));
        at(30);
        recoveries.read(writtenAt(29, Outcome.GENERATED));

        assertEquals(Duration.ofSeconds(7), recoveries.longest());
    }

    @Test
    void shouldNotTakeADraftForASignOfRecoveryThatWasWrittenBeforeTheFault() {
        at(10);
        recoveries.struck();
        at(11);
        recoveries.read(writtenAt(9, Outcome.GENERATED));
        at(15);
        recoveries.read(writtenAt(14, Outcome.GENERATED));

        assertEquals(Duration.ofSeconds(5), recoveries.longest());
    }

    @Test
    void shouldNotTakeAnEndWithoutADraftForASignOfRecovery() {
        at(10);
        recoveries.struck();
        at(12);
        recoveries.read(writtenAt(12, "failed"));

        assertEquals(Duration.ZERO, recoveries.longest());
    }

    @Test
    void shouldKeepTheLongestOfSeveralFaults() {
        at(10);
        recoveries.struck();
        at(14);
        recoveries.struck();
        at(19);
        recoveries.read(writtenAt(18, Outcome.GENERATED));

        assertEquals(Duration.ofSeconds(9), recoveries.longest());
    }
}
