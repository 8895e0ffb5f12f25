package io.draftgate.detection.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MomentsTest {

    private static final double TOLERANCE = 1e-12;

    private static double of(String moment, double... series) {
        return Moments.of(series)[Moments.NAMES.indexOf(moment)];
    }

    @Test
    void shouldTellASeriesThatCanBeWorkedOutByHand() {
        double[] series = {-1, 1, -1, 1, -1, 1, -1, 1};

        assertEquals(0, of("mean", series), TOLERANCE);
        assertEquals(1, of("sd", series), TOLERANCE);
        assertEquals(0.5, of("positive", series), TOLERANCE);
        assertEquals(-7.0 / 8, of("lag1", series), TOLERANCE);
        assertEquals(0, of("q50", series), TOLERANCE);
    }

    @Test
    void shouldSeeThatTheSecondHalfIsAnother() {
        double[] series = new double[32];
        Arrays.fill(series, 16, 32, 2);

        assertEquals(1, of("block-sd", series), TOLERANCE);
    }

    @Test
    void shouldNotTellWhatItCannotKnow() {
        assertTrue(Arrays.stream(Moments.of(new double[7])).allMatch(Double::isNaN));
        assertTrue(Double.isNaN(of("block-sd", new double[31])));
    }

    @Test
    void shouldInterpolateBetweenFigures() {
        assertEquals(1.5, Moments.quantile(new double[] {0, 1, 2, 3}, 0.5), TOLERANCE);
        assertEquals(3, Moments.quantile(new double[] {0, 1, 2, 3}, 1), TOLERANCE);
    }
}
