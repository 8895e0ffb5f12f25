package io.draftgate.detection.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RocTest {

    @Test
    void shouldCountPairsWonAndHalfThePairsTied() {
        // 3 beats 1 and ties 3; 4 beats both: 3.5 of 4 pairs.
        Roc roc = new Roc(new double[] {3, 1}, new double[] {4, 3});

        assertEquals(3.5 / 4, roc.area());
    }

    @Test
    void shouldCountOnlyWhatLiesAboveTheAllowedHumanTexts() {
        double[] human = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        Roc roc = new Roc(human, new double[] {9, 9.5, 10, 11});

        assertEquals(0.25, roc.truePositiveRate(0.01));
        assertEquals(0.75, roc.truePositiveRate(0.10));
    }

    @Test
    void shouldSayNothingWithoutBothLabels() {
        assertEquals(Double.NaN, new Roc(new double[0], new double[] {1}).area());
        assertEquals(Double.NaN, new Roc(new double[0], new double[] {1}).truePositiveRate(0.01));
    }
}
