package io.draftgate.detection.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.detection.model.Calibration.Scored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    private static List<Scored> texts(int characters, double distance, int count) {
        Random random = new Random(characters);
        List<Scored> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(new Scored(characters, random.nextGaussian(), false));
            texts.add(new Scored(characters, random.nextGaussian() + distance, true));
        }
        return texts;
    }

    @Test
    void shouldKeepTheFalsePositiveRateInEveryBand() {
        List<Scored> texts = new ArrayList<>(texts(100, 1, 1_000));
        texts.addAll(texts(700, 4, 1_000));

        Calibration calibration = Calibration.fit(texts, 0.01);

        for (OperatingPoint point : calibration.points()) {
            long above = texts.stream()
                    .filter(text -> !text.machine() && point.band().contains(text.characters()))
                    .filter(text -> text.score() >= point.syntheticFrom())
                    .count();
            assertEquals(10, above, 0, point::toString);
        }
    }

    @Test
    void shouldAbstainWhereTooFewTextsWereSeen() {
        Calibration calibration = Calibration.fit(texts(100, 1, 50), 0.01);

        assertEquals(Optional.empty(), calibration.at(100));
    }

    @Test
    void shouldTurnScoresIntoProbabilities() {
        // Two normal curves one apart: the true log-odds of x are x - 1/2.
        OperatingPoint point =
                Calibration.fit(texts(100, 1, 20_000), 0.01).at(100).orElseThrow();

        assertEquals(0.5, point.probability(0.5), 0.02);
        assertEquals(1 / (1 + Math.exp(-1.5)), point.probability(2), 0.02);
    }

    @Test
    void shouldNeverPutTheHumanThresholdAboveTheSyntheticOne() {
        OperatingPoint point =
                Calibration.fit(texts(100, 30, 500), 0.01).at(100).orElseThrow();

        assertTrue(point.humanUpTo() <= point.syntheticFrom());
        assertTrue(point.probability(30) > 0.99 && point.probability(0) < 0.01);
    }
}
