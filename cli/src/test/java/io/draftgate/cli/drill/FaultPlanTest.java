package io.draftgate.cli.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.cli.drill.FaultPlan.Fault;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    @Test
    void shouldStrikeOnlyWhileAFreshShareIsInFlightWhateverTheNumbers() {
        RandomGenerator random = new Random(11);
        for (int i = 0; i < 500; i++) {
            // Given
            int faults = random.nextInt(60);
            int prompts = faults + 1 + random.nextInt(500);
            int processes = 1 + random.nextInt(4);

            // When
            FaultPlan plan = FaultPlan.draw(prompts, faults, processes, random);

            // Then
            assertEquals(faults, plan.faults().size());
            int before = 0;
            for (Fault fault : plan.faults()) {
                assertTrue(fault.submittedBefore() > before, fault::toString);
                assertTrue(fault.outcomes() >= Math.max(1, before), fault::toString);
                assertTrue(fault.outcomes() <= fault.submittedBefore(), fault::toString);
                assertTrue(fault.submittedAfter() > fault.submittedBefore(), fault::toString);
                assertTrue(fault.submittedAfter() <= prompts, fault::toString);
                assertTrue(fault.victim() >= 0 && fault.victim() < processes, fault::toString);
                before = fault.submittedBefore();
            }
        }
    }

    @Test
    void shouldDrawTheSamePlanFromTheSameSeedOnly() {
        FaultPlan plan = FaultPlan.draw(100, 10, 3, new Random(1));

        assertEquals(plan, FaultPlan.draw(100, 10, 3, new Random(1)));
        assertNotEquals(plan, FaultPlan.draw(100, 10, 3, new Random(2)));
    }
}
