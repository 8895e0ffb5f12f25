package io.draftgate.release.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawnSampleTest {
    private static final List<String> NAMES =
            IntStream.range(0, 1000).mapToObj(i -> "default/p" + i + "/0").toList();

    @Test
    void shouldDrawTheSameAgainWhateverTheOrder() {
        // Given
        List<String> reversed = new ArrayList<>(NAMES);
        Collections.reverse(reversed);
        reversed.addAll(NAMES.subList(0, 10));

        // When
        DrawnSample again = DrawnSample.draw("seed", reversed, 50);

        // Then
        assertEquals(DrawnSample.draw("seed", NAMES, 50), again);
        assertEquals(1000, again.population());
    }

    @Test
    void shouldDrawOthersWithAnotherSeed() {
        assertNotEquals(
                DrawnSample.draw("a", NAMES, 50).items(),
                DrawnSample.draw("b", NAMES, 50).items());
    }

    @Test
    void shouldGiveEveryItemTheSameChance() {
        // Given 400 draws of 100 out of 1000: each item is expected 40 times, standard deviation 6
        int[] drawn = new int[NAMES.size()];

        // When
        for (int seed = 0; seed < 400; seed++) {
            DrawnSample.draw("seed " + seed, NAMES, 100)
                    .items()
                    .forEach(name -> drawn[Integer.parseInt(name.substring(9, name.length() - 2))]++);
        }

        // Then
        double chiSquare = IntStream.of(drawn)
                .mapToDouble(n -> (n - 40.0) * (n - 40.0) / 36)
                .sum();
        assertTrue(chiSquare > 800 && chiSquare < 1200, () -> "chi-square over 1000 items: " + chiSquare);
    }
}
