package io.draftgate.release.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatingCharacteristicTest {

    /** Table of the NIST/SEMATECH e-Handbook, 6.2.3.2: single sampling plan n = 52, c = 3; its third digit is off by one. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        ".01, .998",
        ".02, .980",
        ".03, .930",
        ".04, .845",
        ".05, .739",
        ".06, .620",
        ".07, .502",
        ".08, .394",
        ".09, .300",
        ".10, .223",
        ".11, .162",
        ".12, .115"
    })
    void shouldGiveTheCurveThatNistPrints(double fractionDefective, double expected) {
        double acceptance = OperatingCharacteristic.of(new SamplingPlan(52, 3)).acceptance(fractionDefective);

        assertEquals(expected, acceptance, 0.0011);
    }

    /**
     * Values of n p at which a plan accepts 95 % and 10 % of the lots, from the Poisson distribution (Cameron 1952, Industrial
     * Quality Control 9). The binomial of a large sample comes close to it.
     */
    @ParameterizedTest(name = "c={0}")
    @CsvSource({"0, 0.051, 2.303", "1, 0.355, 3.890", "2, 0.818, 5.322", "3, 1.366, 6.681", "5, 2.613, 9.275"})
    void shouldComeCloseToThePoissonValuesOfCameron(int c, double at95, double at10) {
        int n = 50_000;
        OperatingCharacteristic curve = OperatingCharacteristic.of(new SamplingPlan(n, c));

        assertEquals(0.95, curve.acceptance(at95 / n), 0.001);
        assertEquals(0.10, curve.acceptance(at10 / n), 0.001);
    }

    /** ISO 2859-1, normal inspection: the producer's risk at the AQL of a plan of the master table is small. */
    @ParameterizedTest(name = "n={0}, c={1}, AQL {2} %")
    @CsvSource({"50, 1, 1.0", "80, 2, 1.0", "125, 3, 1.0", "200, 5, 1.0", "315, 7, 1.0", "125, 5, 1.5", "125, 7, 2.5"})
    void shouldAcceptNearlyAllLotsAtTheAqlOfAnIsoPlan(int n, int c, double percent) {
        double acceptance = OperatingCharacteristic.of(new SamplingPlan(n, c)).acceptance(percent / 100);

        assertTrue(acceptance > 0.90 && acceptance < 0.995, () -> "" + acceptance);
    }

    @Test
    void shouldCountTheWaysToDrawFromAFiniteLot() {
        // Given 10 drafts, 2 of them defective, of which 3 are inspected
        var curve = new OperatingCharacteristic(new SamplingPlan(3, 0), OptionalInt.of(10));

        // When
        double acceptance = curve.acceptance(0.2);

        // Then C(8,3) / C(10,3) = 56 / 120
        assertEquals(56.0 / 120, acceptance, 1e-12);
    }

    @Test
    void shouldApproachTheBinomialAsTheLotGrows() {
        SamplingPlan plan = new SamplingPlan(52, 3);

        double finite = new OperatingCharacteristic(plan, OptionalInt.of(1_000_000)).acceptance(0.05);

        assertEquals(OperatingCharacteristic.of(plan).acceptance(0.05), finite, 1e-4);
    }

    @Test
    void shouldRefuseALotSmallerThanItsSample() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new OperatingCharacteristic(new SamplingPlan(52, 3), OptionalInt.of(51)));
    }
}
