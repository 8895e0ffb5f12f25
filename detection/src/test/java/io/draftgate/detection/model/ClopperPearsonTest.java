package io.draftgate.detection.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ClopperPearsonTest {

    @Test
    void shouldPromiseOnePercentAfterTwoHundredNinetyNineTextsWithoutAHit() {
        assertEquals(299, ClopperPearson.trialsFor(0.01));
        assertTrue(ClopperPearson.upper(0, 299) <= 0.01);
        assertTrue(ClopperPearson.upper(0, 298) > 0.01);
    }

    @Test
    void shouldGiveThePublishedInterval() {
        // R: binom.test(4, 20)$conf.int
        assertArrayEquals(new double[] {0.057334, 0.436614}, ClopperPearson.interval(4, 20), 1e-6);
    }

    @Test
    void shouldKnowTheEnds() {
        assertArrayEquals(new double[] {0, 1}, ClopperPearson.interval(0, 0));
        assertEquals(1, ClopperPearson.upper(7, 7));
        assertEquals(0, ClopperPearson.interval(0, 1_000)[0], 1e-12);
    }

    @Test
    void shouldStandLargeNumbers() {
        assertArrayEquals(new double[] {0.49, 0.51}, ClopperPearson.interval(5_000, 10_000), 0.002);
    }
}
