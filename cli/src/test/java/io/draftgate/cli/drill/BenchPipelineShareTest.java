package io.draftgate.cli.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.draftgate.cli.drill.BenchPipelineShare.Way;
import org.junit.jupiter.api.Test;

class BenchPipelineShareTest {
    private final BenchPipelineShare share = new BenchPipelineShare();

    @Test
    void shouldLeaveModelTimeOutOfThePipelinesOwnShare() {
        // When: 10 ms to the slot, 900 ms of model, 40 ms to the draft, 70 ms to its route
        share.add(new Way(1_000, 1_010, 1_910, 1_950, 1_980, 90));

        // Then
        assertEquals(
                new BenchPipelineTimes.Millis(80, 80, 80, 80), share.millis().own());
        assertEquals(10, share.millis().appendToSlot().max());
        assertEquals(40, share.millis().tokenToDraft().max());
        assertEquals(70, share.millis().tokenToRouted().max());
    }

    @Test
    void shouldMeasureThroughputFromTheFirstSlotToTheLastToken() {
        // When
        share.add(new Way(0, 100, 1_100, 1_200, 1_300, 50));
        share.add(new Way(0, 600, 2_100, 2_200, 2_500, 150));

        // Then: 200 tokens and 2.5 s of slots in 2 s, 2 prompts in 2.5 s
        assertEquals(100, share.tokensPerSecond(), 1e-9);
        assertEquals(1.25, share.slotsBusy(), 1e-9);
        assertEquals(0.8, share.promptsPerSecond(), 1e-9);
    }

    @Test
    void shouldTellTheTimeThatSoManyInAHundredDidNotExceed() {
        // Given
        BenchPipelineTimes times = new BenchPipelineTimes();

        // When
        for (int millis = 1; millis <= 200; millis++) {
            times.add(millis);
        }

        // Then
        assertEquals(new BenchPipelineTimes.Millis(100, 190, 198, 200), times.millis());
    }
}
