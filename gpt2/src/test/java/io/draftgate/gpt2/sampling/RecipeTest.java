package io.draftgate.gpt2.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.gpt2.Shaping;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecipeTest {
    private static final int SIZE = 1500;
    private static final int END = SIZE - 1;

    /** The tokens of ranks 1, 3 and 6 of the distribution that the draws are taken from, and one of the tail. */
    private static final List<Integer> PROMPT = List.of(ranked(1), ranked(3), END);

    private static final List<Integer> COMPLETION = List.of(ranked(6), ranked(1), ranked(1), ranked(1), 700);

    static Stream<Named<Shaping>> shapings() {
        return Stream.of(
                Named.of("nothing", Shaping.of(1, 0, 1)),
                Named.of("low temperature", Shaping.of(0.7, 0, 1)),
                Named.of("high temperature", Shaping.of(3, 0, 1)),
                Named.of("top-k", Shaping.of(1, 5, 1)),
                Named.of("top-k of one", Shaping.of(1, 1, 1)),
                Named.of("a large top-k", Shaping.of(1, 1200, 1)),
                Named.of("top-p", Shaping.of(1, 0, 0.8)),
                Named.of("top-p of a flat distribution", Shaping.of(3, 0, 0.3)),
                Named.of("top-k and top-p", Shaping.of(0.9, 7, 0.9)),
                Named.of("min-p", new Shaping(Map.of(), 1, 0, 0, 1, 0, 1, 0.05)),
                Named.of("min-p of a flat distribution", new Shaping(Map.of(), 1, 0, 0, 4, 0, 1, 0.2)),
                Named.of("top-p and min-p", new Shaping(Map.of(), 1, 0, 0, 1.5, 0, 0.7, 0.02)),
                Named.of("top-k, top-p and min-p", new Shaping(Map.of(), 1, 0, 0, 1, 30, 0.9, 0.1)),
                Named.of(
                        "logit bias",
                        new Shaping(Map.of(ranked(1), -100.0, ranked(2), -1.5, 900, 5.0), 1, 0, 0, 1, 0, 1, 0)),
                Named.of("repetition penalty", new Shaping(Map.of(), 1.4, 0, 0, 1, 0, 1, 0)),
                Named.of("repetition reward", new Shaping(Map.of(), 0.5, 0, 0, 1, 40, 1, 0)),
                Named.of("presence penalty", new Shaping(Map.of(), 1, 1.2, 0, 1, 0, 1, 0)),
                Named.of("frequency penalty", new Shaping(Map.of(), 1, 0, 0.6, 1, 0, 1, 0)),
                Named.of(
                        "everything",
                        new Shaping(Map.of(ranked(1), 9.0, 700, -2.0), 1.3, 0.4, 0.2, 0.8, 50, 0.9, 0.01)),
                Named.of("penalties at temperature 0", new Shaping(Map.of(), 1, 1, 1, 0, 0, 1, 0)));
    }

    @ParameterizedTest
    @MethodSource("shapings")
    void shouldDrawEachTokenAsOftenAsTheRecipeSays(Shaping shaping) {
        assertDrawnAsOften(shaping, Set.of());
    }

    @Test
    void shouldDrawTheOthersInProportionWhileEndOfTextAndStopTokensAreSuppressed() {
        assertDrawnAsOften(Shaping.of(1, 0, 1), Set.of(ranked(1), ranked(2), END));
        assertDrawnAsOften(Shaping.of(1, 3, 1), Set.of(ranked(2), END));
    }

    private static void assertDrawnAsOften(Shaping shaping, Set<Integer> suppressed) {
        // Given
        Distribution distribution = distribution(random(SIZE, 1, 2));
        double[] expected = new ReferenceRecipe(shaping, PROMPT, COMPLETION, suppressed, END)
                .probabilities(distribution.logProbabilities());
        History history = history();
        Recipe recipe = recipe(SIZE);
        int draws = 4_000;
        int[] counts = new int[SIZE];

        // When
        for (int i = 0; i < draws; i++) {
            counts[recipe.candidates(distribution, shaping, history, suppressed).pick(Philox.uniform(99, 0, i))]++;
        }

        // Then: chi-square over the tokens expected 10 times or more, the rest as one class
        double statistic = 0;
        int classes = 0;
        double restExpected = 0;
        int restCount = 0;
        for (int id = 0; id < SIZE; id++) {
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

    @ParameterizedTest
    @MethodSource("shapings")
    void shouldTellTheUniformNumbersThatDrawEachToken(Shaping shaping) {
        // Given
        Distribution distribution = distribution(random(SIZE, 1, 2));
        double[] expected = new ReferenceRecipe(shaping, PROMPT, COMPLETION, Set.of(), END)
                .probabilities(distribution.logProbabilities());
        Candidates candidates = recipe(SIZE).candidates(distribution, shaping, history(), Set.of());
        for (int id = 0; id < SIZE; id++) {
            // When
            Optional<Interval> interval = candidates.interval(id);

            // Then
            assertEquals(expected[id], interval.map(of -> of.end() - of.begin()).orElse(0.0), 1e-12);
            if (expected[id] > 1e-9) {
                double inside =
                        (interval.orElseThrow().begin() + interval.orElseThrow().end()) / 2;
                assertEquals(id, candidates.pick(inside));
                assertTrue(interval.orElseThrow().contains(inside));
                assertEquals(0, interval.orElseThrow().distance(inside));
                assertEquals(0.25, new Interval(0.5, 0.75).distance(0.25));
            }
        }
    }

    @Test
    void shouldApplyPenaltiesBeforeItTakesTheLikeliest() {
        // Given: the likeliest was written three times
        Distribution distribution = distribution(random(SIZE, 1, 2));
        Shaping shaping = new Shaping(Map.of(), 1, 0, 2, 0, 0, 1, 0);
        Shaping warm = new Shaping(Map.of(), 1, 0, 2, 1, 0, 1, 0);

        // When
        Candidates candidates = recipe(SIZE).candidates(distribution, shaping, history(), Set.of());
        Candidates drawn = recipe(SIZE).candidates(distribution, warm, history(), Set.of());

        // Then: its score lies more than 3 nats below the second, which is the highest now
        assertEquals(ranked(2), candidates.pick(0.5));
        assertEquals(0, drawn.interval(ranked(2)).orElseThrow().begin());
        assertTrue(width(drawn, ranked(2)) > Math.exp(3) * width(drawn, ranked(1)));
    }

    private static double width(Candidates candidates, int id) {
        Interval interval = candidates.interval(id).orElseThrow();
        return interval.end() - interval.begin();
    }

    @Test
    void shouldSpareTheEndOfTextTokenThatStandsInThePrompt() {
        // Given
        Distribution distribution = distribution(new float[] {0, 0, 0});
        Shaping shaping = new Shaping(Map.of(), 2, 0, 0, 1, 0, 1, 0);
        History history = History.of(new int[] {2, 0});

        // When
        Candidates candidates = recipe(3).candidates(distribution, shaping, history, Set.of());

        // Then: a third, squared, against two thirds
        assertEquals(
                1 / 7.0,
                candidates.interval(0).orElseThrow().end()
                        - candidates.interval(0).orElseThrow().begin(),
                1e-6);
        assertEquals(3 / 7.0, candidates.interval(1).orElseThrow().end(), 1e-6);
        assertEquals(6 / 7.0, candidates.interval(2).orElseThrow().end(), 1e-6);
    }

    @Test
    void shouldRefuseADrawFromWhichEveryTokenIsForbidden() {
        Distribution distribution = distribution(new float[] {0, 0, 0});
        Shaping shaping = new Shaping(Map.of(0, -100.0, 1, -100.0), 1, 0, 0, 1, 0, 1, 0);

        assertEquals(
                2,
                recipe(3)
                        .candidates(distribution, shaping, History.none(), Set.of())
                        .pick(0.99));
        assertThrows(
                ArithmeticException.class,
                () -> recipe(3).candidates(distribution, shaping, History.none(), Set.of(2)));
    }

    @Test
    void shouldNameTheLikeliestTokensInOrder() {
        // Given
        Distribution distribution = distribution(new float[] {0, 2, 1, 2});

        // Then
        assertEquals(List.of(1, 3, 2), new TopTokens(4).of(distribution, 3));
        assertEquals(List.of(1, 3, 2, 0), new TopTokens(4).of(distribution, 9));
    }

    @Test
    void shouldPickTheCandidateAtWhichTheRunningSumExceedsU() {
        // Given: probabilities 0.5, 0.25, 0.125, 0.125; the last two tie
        Distribution distribution = distribution(new float[] {0, 0, 1, 2}, Math.log(2));
        var recipe = recipe(4);

        // Then
        assertEquals(3, draw(recipe, distribution, 1, 0, 1, 0));
        assertEquals(3, draw(recipe, distribution, 1, 0, 1, 0.49));
        assertEquals(2, draw(recipe, distribution, 1, 0, 1, 0.51));
        assertEquals(0, draw(recipe, distribution, 1, 0, 1, 0.76));
        assertEquals(1, draw(recipe, distribution, 1, 0, 1, 0.88));
        assertEquals(1, draw(recipe, distribution, 1, 0, 1, Math.nextDown(1.0)));
    }

    @Test
    void shouldKeepTheCandidateThatCrossesTopP() {
        // Given
        Distribution distribution = distribution(new float[] {0, 0, 1, 2}, Math.log(2));
        var recipe = recipe(4);

        // Then: 0.5 alone is less than 0.6, so 0.25 stays; of the two, u = 0.7 picks the second
        assertEquals(2, draw(recipe, distribution, 1, 0, 0.6, 0.7));
        assertEquals(2, draw(recipe, distribution, 1, 0, 0.6, Math.nextDown(1.0)));
        assertEquals(3, draw(recipe, distribution, 1, 0, 0.4, Math.nextDown(1.0)));
        assertEquals(3, draw(recipe, distribution, 1, 0, Double.MIN_VALUE, Math.nextDown(1.0)));
    }

    @Test
    void shouldDrawTheLikeliestAtATemperatureNearZeroAndAmongAllAtAHighOne() {
        // Given
        Distribution distribution = distribution(random(5000, 4, 3));
        var recipe = recipe(5000);

        // Then
        assertEquals(distribution.likeliest(), draw(recipe, distribution, 1e-300, 0, 1, 0.999));
        long distinct = IntStream.range(0, 2000)
                .map(i -> draw(recipe, distribution, 100, 0, 1, Philox.uniform(1, 0, i)))
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
        var recipe = recipe(100);
        for (double uniform : new double[] {0, 0.5, 0.9, Math.nextDown(1.0)}) {
            // When
            int drawn = draw(recipe, distribution, 1, 0, 1, uniform);

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

    private static Recipe recipe(int vocabularySize) {
        return new Recipe(vocabularySize, vocabularySize - 1);
    }

    private static int draw(
            Recipe recipe, Distribution distribution, double temperature, int topK, double topP, double uniform) {
        return recipe.candidates(distribution, Shaping.of(temperature, topK, topP), History.none(), Set.of())
                .pick(uniform);
    }

    private static History history() {
        History history = History.of(PROMPT.stream().mapToInt(Integer::intValue).toArray());
        COMPLETION.forEach(history::add);
        return history;
    }

    /** The token of a rank, from 1, in the distribution that the draws are taken from. */
    private static int ranked(int rank) {
        return sorted(random(SIZE, 1, 2))[rank - 1];
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
