package io.draftgate.release.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanSearchTest {
    private static final Risks RISKS = new Risks(0.01, 0.05, 0.05, 0.10);

    @Test
    void shouldFindTheSmallestPlanThatKeepsBothRisks() {
        // When
        PlanSearch.Found found = new PlanSearch(OptionalInt.empty()).find(RISKS);

        // Then
        assertEquals(new SamplingPlan(132, 3), found.plan());
        assertTrue(found.producersRisk() <= 0.05 && found.consumersRisk() <= 0.10);
        // One draft less breaks the consumer's risk, one defect less the producer's.
        assertTrue(OperatingCharacteristic.of(new SamplingPlan(131, 3)).acceptance(0.05) > 0.10);
        assertTrue(OperatingCharacteristic.of(new SamplingPlan(105, 2)).acceptance(0.01) < 0.95);
        assertTrue(OperatingCharacteristic.of(new SamplingPlan(104, 2)).acceptance(0.05) > 0.10);
    }

    @Test
    void shouldFindThePlanOfNistFromItsOwnTwoPoints() {
        // Given the points of n=52, c=3: it refuses 2 % at 0.02 and accepts 11.6 % at 0.12
        Risks risks = new Risks(0.02, 0.12, 0.0205, 0.116);

        SamplingPlan plan = new PlanSearch(OptionalInt.empty()).find(risks).plan();

        assertEquals(new SamplingPlan(52, 3), plan);
    }

    @Test
    void shouldNeedFewerDraftsOfASmallLot() {
        // When
        PlanSearch.Found found = new PlanSearch(OptionalInt.of(200)).find(RISKS);

        // Then
        assertTrue(found.plan().sampleSize() < 132, () -> found.toString());
        assertTrue(found.producersRisk() <= 0.05 && found.consumersRisk() <= 0.10);
    }

    @Test
    void shouldSayWhenPointsAreTooCloseTogether() {
        Risks close = new Risks(0.0100, 0.0101, 0.01, 0.01);

        assertThrows(IllegalArgumentException.class, () -> new PlanSearch(OptionalInt.empty()).find(close));
    }

    @Test
    void shouldNameEverythingThatIsWrongWithRisksAtOnce() {
        assertEquals(3, Risks.problems(0, 0.05, 0.05, 2).size());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.01, 0.05, 0.1, 0.5, 0.999})
    void shouldNameAnExampleThatWouldBeTaken(double aql) {
        String problem = Risks.problems(aql, aql / 2, 0.05, 0.1).get(0);

        double example = Double.parseDouble(problem.substring(problem.lastIndexOf(' ') + 1));
        assertEquals(List.of(), Risks.problems(aql, example, 0.05, 0.1), problem);
    }
}
