package io.draftgate.detection.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.detection.text.NormalisedText;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PerturbationTest {

    private static final String TEXT =
            ("The coachman, sure of nothing but the horses, looked at a lantern, and an owl cried. ").repeat(6);

    @ParameterizedTest
    @EnumSource(Perturbation.class)
    void shouldChangeATextTheSameWayForTheSameSeed(Perturbation perturbation) {
        String changed = perturbation.apply(TEXT, 3);

        assertNotEquals(TEXT, changed);
        assertEquals(changed, perturbation.apply(TEXT, 3));
        assertEquals("", perturbation.apply("", 3));
    }

    @Test
    void shouldKeepTheLettersOfAMisspeltWord() {
        String changed = Perturbation.MISSPELLING.apply(TEXT, 3);

        assertEquals(sorted(TEXT), sorted(changed));
    }

    @Test
    void shouldAttackInWaysThatNormalisationUndoes() {
        String plain = NormalisedText.of(TEXT).text();

        long undone = Attack.all().stream()
                .filter(attack -> NormalisedText.of(attack.change().apply(TEXT, 1L))
                        .text()
                        .equals(plain))
                .count();

        assertTrue(undone >= 5, () -> undone + " attacks are undone, expected none, and the four on characters");
    }

    private static String sorted(String text) {
        char[] letters = text.toCharArray();
        Arrays.sort(letters);
        return new String(letters);
    }
}
