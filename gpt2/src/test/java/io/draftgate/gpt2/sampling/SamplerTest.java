package io.draftgate.gpt2.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplerTest {
    @ParameterizedTest
    @CsvSource({"1, 0, 1", "0.7, 0, 1", "1.5, 5, 1", "1, 0, 0.8", "0.9, 7, 0.9", "1, 1, 1", "3, 0, 0.3", "1, 1200, 0.99"
    })
    void shouldDrawEachTokenAsOftenAsTheRecipeSays(double temperature, int topK, double topP) {
        // Given
        Distribution distribution = distribution(random(1500, 1, 2));
        double[] expected = probabilities(distribution.logProbabilities(), temperature, topK, topP);
        var sampler = new Sampler(1500);
        int draws = 10_000;
        int[] counts = new int[1500];

        // When
        for (int i = 0; i < draws; i++) {
            counts[sampler.draw(distribution, temperature, topK, topP, Philox.uniform(99, 0, i))]++;
        }

        // Then: chi-square over the tokens expected 10 times or more, the rest as one class
        double statistic = 0;
        int classes = 0;
        double restExpected = 0;
        int restCount = 0;
        for (int id = 0; id < 1500; id++) {
            double mean = draws * expected[id];
            if (mean >= 10) {
                statistic += (counts[id] - mean) * (counts[id] - mean) / mean;
                classes++;
            } else {
                restExpected += mean;
                restCount += counts[id];
                assertTrue(mean > 0 || counts[id] == 0, "token " + id + " was cut off and drawn");
            }
        }
        if (restExpected >= 10) {
            statistic += (restCount - restExpected) * (restCount - restExpected) / restExpected;
            classes++;
        }
        int freedom = classes - 1;
        // 4 deviations above the mean of the chi-square distribution: about 1 in 10,000
        assertTrue(statistic <= freedom + 4 * Math.sqrt(2 * freedom) + 1e-9, statistic + " at " + freedom);
    }

    @Test
    void shouldPickTheCandidateAtWhichTheRunningSumExceedsU() {
        // Given: probabilities 0.5, 0.25, 0.125, 0.125; the last two tie
        Distribution distribution = distribution(new float[] {0, 0, 1, 2}, Math.log(2));
        var sampler = new Sampler(4);

        // Then
        assertEquals(3, sampler.draw(distribution, 1, 0, 1, 0));
        assertEquals(3, sampler.draw(distribution, 1, 0, 1, 0.49));
        assertEquals(2, sampler.draw(distribution, 1, 0, 1, 0.51));
        assertEquals(0, sampler.draw(distribution, 1, 0, 1, 0.76));
        assertEquals(1, sampler.draw(distribution, 1, 0, 1, 0.88));
        assertEquals(1, sampler.draw(distribution, 1, 0, 1, Math.nextDown(1.0)));
    }

    @Test
    void shouldKeepTheCandidateThatCrossesTopP() {
        // Given
        Distribution distribution = distribution(new float[] {0, 0, 1, 2}, Math.log(2));
        var sampler = new Sampler(4);

        // Then: 0.5 alone is less than 0.6, so 0.25 stays; of the two, u = 0.7 picks the second
        assertEquals(2, sampler.draw(distribution, 1, 0, 0.6, 0.7));
        assertEquals(2, sampler.draw(distribution, 1, 0, 0.6, Math.nextDown(1.0)));
        assertEquals(3, sampler.draw(distribution, 1, 0, 0.4, Math.nextDown(1.0)));
        assertEquals(3, sampler.draw(distribution, 1, 0, Double.MIN_VALUE, Math.nextDown(1.0)));
    }

    @Test
    void shouldDrawTheLikeliestAtATemperatureNearZeroAndAmongAllAtAHighOne() {
        // Given
        Distribution distribution = distribution(random(5000, 4, 3));
        var sampler = new Sampler(5000);

        // Then
        assertEquals(distribution.likeliest(), sampler.draw(distribution, 1e-300, 0, 1, 0.999));
        long distinct = IntStream.range(0, 2000)
                .map(i -> sampler.draw(distribution, 100, 0, 1, Philox.uniform(1, 0, i)))
                .distinct()
                .count();
        assertTrue(distinct > 1500, distinct + " distinct tokens");
    }

    @Test
    void shouldNeverDrawATokenOfProbabilityZero() {
        // Given
        float[] values = new float[100];
        Arrays.fill(values, Float.NEGATIVE_INFINITY);
        values[7] = 1;
        values[70] = 0.5f;
        Distribution distribution = distribution(values);
        var sampler = new Sampler(100);
        for (double uniform : new double[] {0, 0.5, 0.9, Math.nextDown(1.0)}) {
            // When
            int drawn = sampler.draw(distribution, 1, 0, 1, uniform);

            // Then
            assertTrue(drawn == 7 || drawn == 70);
        }
    }

    @Test
    void shouldOrderTheHighestAsASortOfAllWould() {
        var random = new Random(5);
        for (int round = 0; round < 60; round++) {
            // Given: few distinct values, so that many tie
            float[] values = new float[1 + random.nextInt(3000)];
            for (int id = 0; id < values.length; id++) {
                values[id] = random.nextInt(20) - 10 + (random.nextBoolean() ? 0.5f : -0.0f);
            }
            int most = 1 + random.nextInt(1500);
            var top = new TopSelection(values.length);

            // When
            int count = top.highest(values, most);

            // Then
            assertTrue(count >= Math.min(most, values.length));
            int[] sorted = sorted(values);
            for (int place = 0; place < count; place++) {
                assertEquals(sorted[place], top.id(place));
            }
        }
    }

    @Test
    void shouldTakePowersAsExactlyAsTheLibraryDoes() {
        for (double x = 0; x > -690; x -= 0.0137) {
            assertEquals(1, Exponential.of(x) / Math.exp(x), 1e-13);
        }
        assertEquals(1, Exponential.of(0));
        assertEquals(1, Exponential.of(-0.0));
        assertEquals(0, Exponential.of(Double.NEGATIVE_INFINITY));
        assertEquals(0, Exponential.of(-701));
        assertTrue(Double.isNaN(Exponential.of(Double.NaN)));
    }

    @Test
    void shouldRefuseLogitsThatAreNoNumbers() {
        assertThrows(ArithmeticException.class, () -> distribution(new float[] {1, Float.NaN, 2}));
        assertThrows(ArithmeticException.class, () -> distribution(new float[] {1, Float.POSITIVE_INFINITY}));
        assertThrows(ArithmeticException.class, () -> distribution(new float[] {Float.NEGATIVE_INFINITY}));
    }

    @Test
    void shouldTellProbabilityRankAndEntropyOfTheModelsOwnDistribution() {
        // Given
        Distribution distribution = distribution(new float[] {0, 0, 1, 2}, Math.log(2));

        // Then
        assertEquals(Math.log(0.25), distribution.logProbability(2), 1e-7);
        assertEquals(1.75 * Math.log(2), distribution.entropy(), 1e-7);
        assertEquals(3, distribution.likeliest());
        assertEquals(1, distribution.rank(3));
        assertEquals(3, distribution.rank(0));
        assertEquals(4, distribution.rank(1));
    }

    /** The recipe again, by a full sort. */
    private static double[] probabilities(float[] values, double temperature, int topK, double topP) {
        int[] order = sorted(values);
        int kept = topK == 0 ? values.length : Math.min(topK, values.length);
        double[] weights = new double[kept];
        for (int i = 0; i < kept; i++) {
            weights[i] = Math.exp(values[order[i]] / temperature);
        }
        double total = Arrays.stream(weights).sum();
        double sum = 0;
        int nucleus = 0;
        while (nucleus < kept && sum < topP * total) {
            sum += weights[nucleus++];
        }
        double[] probabilities = new double[values.length];
        for (int i = 0; i < nucleus; i++) {
            probabilities[order[i]] = weights[i] / sum;
        }
        return probabilities;
    }

    private static int[] sorted(float[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(id -> -(values[id] + 0f))
                        .thenComparing(Comparator.naturalOrder()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static float[] random(int size, long seed, double deviation) {
        var random = new Random(seed);
        float[] values = new float[size];
        for (int id = 0; id < size; id++) {
            values[id] = (float) (deviation * random.nextGaussian());
        }
        return values;
    }

    private static Distribution distribution(float[] values, double scale) {
        float[] scaled = new float[values.length];
        for (int id = 0; id < values.length; id++) {
            scaled[id] = (float) (values[id] * scale);
        }
        return distribution(scaled);
    }

    private static Distribution distribution(float[] logits) {
        double logSum = 0;
        double entropy = 0;
        for (float logit : logits) {
            logSum += Math.exp(logit);
        }
        logSum = Math.log(logSum);
        var distribution = new Distribution(logits.length);
        for (int id = 0; id < logits.length; id++) {
            double logProbability = logits[id] - logSum;
            distribution.logProbabilities()[id] = (float) logProbability;
            entropy -= logProbability == Double.NEGATIVE_INFINITY ? 0 : Math.exp(logProbability) * logProbability;
        }
        distribution.update(entropy);
        return distribution;
    }
}
