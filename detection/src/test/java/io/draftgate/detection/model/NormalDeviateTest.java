package io.draftgate.detection.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalDeviateTest {

    @ParameterizedTest
    @CsvSource({"0.5, 0", "0.01, 2.3263479", "0.05, 1.6448536", "0.975, -1.9599640", "0.000001, 4.7534243"})
    void shouldGiveTheTabledDeviations(double share, double deviation) {
        assertEquals(deviation, NormalDeviate.above(share), 1e-6);
    }

    @Test
    void shouldRefuseWhatIsNoShare() {
        assertThrows(IllegalArgumentException.class, () -> NormalDeviate.above(0));
        assertThrows(IllegalArgumentException.class, () -> NormalDeviate.above(Double.NaN));
    }
}
