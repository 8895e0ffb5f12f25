package io.draftgate.cli.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutcomeCountTest {
    private static Outcome outcome(int prompt, String kind) {
        return new Outcome(PromptFeed.key(prompt), kind, Instant.EPOCH);
    }

    @Test
    void shouldFindNothingWrongWhenEveryPromptEndedOnce() {
        OutcomeCount count = OutcomeCount.of(2, List.of(outcome(1, "generated"), outcome(0, "failed")));

        assertEquals(new OutcomeCount(Map.of("failed", 1, "generated", 1), 0, 0), count);
        assertTrue(count.isExactlyOnce());
        assertEquals("2 prompts: 1 failed, 1 generated; 0 lost, 0 doubled.", count.summary(2));
    }

    @Test
    void shouldCountAPromptWithoutAnOutcomeAsLost() {
        OutcomeCount count = OutcomeCount.of(3, List.of(outcome(1, "generated")));

        assertEquals(new OutcomeCount(Map.of("generated", 1), 2, 0), count);
        assertFalse(count.isExactlyOnce());
    }

    @Test
    void shouldCountEveryFurtherOutcomeOfAPromptAsADuplicateWhateverItsKind() {
        OutcomeCount count = OutcomeCount.of(
                1, List.of(outcome(0, "generated"), outcome(0, "generated"), outcome(0, "deadLettered")));

        assertEquals(new OutcomeCount(Map.of("generated", 2, "deadLettered", 1), 0, 2), count);
        assertFalse(count.isExactlyOnce());
    }

    @Test
    void shouldSayThatThereIsNoOutcome() {
        assertEquals(
                "1 prompts: no outcome; 1 lost, 0 doubled.",
                OutcomeCount.of(1, List.of()).summary(1));
    }
}
