package io.draftgate.gpt2.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.draftgate.gpt2.Shaping;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PhiloxTest {
    /** From kat_vectors of the authors' Random123 library, philox4x32 with 10 rounds. */
    @Test
    void shouldGiveThePublishedKnownAnswers() {
        assertArrayEquals(new int[] {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}, Philox.block(0, 0, 0, 0, 0, 0));
        assertArrayEquals(
                new int[] {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}, Philox.block(-1, -1, -1, -1, -1, -1));
        assertArrayEquals(
                new int[] {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1},
                Philox.block(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0));
    }

    @Test
    void shouldFormItsUniformNumberFromTheFirstTwoWords() {
        // 0x6627e8d5e169c58d >>> 11, times 2^-53
        assertEquals(0x6627e8d5e169c58dL / 0x1p64, Philox.uniform(0, 0, 0), 0x1p-52);
    }

    @Test
    void shouldSpreadOverTheUnitIntervalInEachOfItsArguments() {
        double sum = 0;
        for (int i = 0; i < 10_000; i++) {
            sum += Philox.uniform(i, 0, 0) + Philox.uniform(42, i, 0) + Philox.uniform(42, 0, i);
        }
        // The mean of 30,000 uniform numbers has a deviation of 0.0017.
        assertEquals(0.5, sum / 30_000, 0.008);
        assertNotEquals(Philox.uniform(1L << 32, 0, 0), Philox.uniform(0, 0, 0));
    }

    /** The example that ARCHITECTURE.md and docs/sampling.md work out; change all three together. */
    @Test
    void shouldDrawTheExampleThatTheDocumentsWorkOut() {
        // Given: seed 2019, completion 2, position 1
        int[] words = Philox.block(1, 2, 0, 0, 2019, 0);
        Distribution distribution = new Distribution(5);
        double[] probabilities = {0.5, 0.2, 0.15, 0.1, 0.05};
        double entropy = 0;
        for (int id = 0; id < 5; id++) {
            distribution.logProbabilities()[id] = (float) Math.log(probabilities[id]);
            entropy -= probabilities[id] * Math.log(probabilities[id]);
        }
        distribution.update(entropy);
        History history = History.of(new int[] {0, 4});
        history.add(1);
        var shaping = new Shaping(Map.of(2, 0.5), 1.2, 0.5, 0.25, 0.8, 4, 0.9, 0.2);

        // When
        double uniform = Philox.uniform(2019, 2, 1);
        Candidates candidates = new Recipe(5, 4).candidates(distribution, shaping, history, Set.of());

        // Then
        assertEquals(0xc8ddacf6, words[0]);
        assertEquals(0xde4061f4, words[1]);
        assertEquals(7067341286000652L * 0x1p-53, uniform);
        assertEquals(0.7846325018601887, uniform);
        assertEquals(
                1 / 1.4932795510544055, candidates.interval(0).orElseThrow().end(), 1e-12);
        assertEquals(1, candidates.interval(2).orElseThrow().end());
        assertEquals(Optional.empty(), candidates.interval(3));
        assertEquals(2, candidates.pick(uniform));
    }
}
