package io.draftgate.gpt2.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.draftgate.gpt2.Gpt2Config;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.TokenTrace;
import io.draftgate.gpt2.model.DamagedModel;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.model.RandomWeights;
import io.draftgate.gpt2.model.ReferenceModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenScorerTest {
    private static final double TOLERANCE = 1e-3;

    @Test
    void shouldGiveTheGoldenValuesOfTheBundledModel() throws IOException {
        try (Gpt2 model = Gpt2.bundled();
                TokenScorer scorer = TokenScorer.open(model)) {
            for (String line : resource("/io/draftgate/gpt2/storybook-7m/golden.jsonl")
                    .lines()
                    .toList()) {
                // Given
                JsonNode golden = new ObjectMapper().readTree(line);

                // When
                TextScore score = scorer.score(golden.get("text").textValue());

                // Then
                assertEquals(golden.get("ids").size() - 1, score.tokens().size());
                for (int i = 0; i < score.tokens().size(); i++) {
                    TokenScore token = score.tokens().get(i);
                    assertEquals(golden.get("ids").get(i + 1).intValue(), token.id());
                    assertEquals(
                            golden.get("logProbabilities").get(i).doubleValue(), token.logProbability(), TOLERANCE);
                }
            }
        }
    }

    @Test
    void shouldStayNearTheFloatsInEightBits() throws IOException {
        try (Gpt2 model = Gpt2.bundled();
                TokenScorer floats = TokenScorer.open(model, 2, Precision.F32);
                TokenScorer integers = TokenScorer.open(model, 2, Precision.INT8)) {
            // Given
            String text = new ObjectMapper()
                    .readTree(resource("/io/draftgate/gpt2/storybook-7m/golden.jsonl")
                            .lines()
                            .findFirst()
                            .orElseThrow())
                    .get("text")
                    .textValue();

            // When
            TextScore exact = floats.score(text);
            TextScore rounded = integers.score(text);

            // Then: near, and not the same
            assertEquals(
                    1, rounded.perplexity().orElseThrow() / exact.perplexity().orElseThrow(), 0.03);
            assertNotEquals(exact.perplexity(), rounded.perplexity());
        }
    }

    @Test
    void shouldKeepARowOfZerosInEightBits(@TempDir Path folder) throws IOException {
        // Given: activations that are all 0, since a rectifier meets only negative numbers
        var config = new Gpt2Config(257, 16, 16, 1, 1, 8, 1e-5f, Gpt2Config.Activation.RELU, true, false);
        RandomWeights.write(folder, config, 5);
        ReferenceModel reference = DamagedModel.withBias(folder, "h.0.mlp.c_fc.bias", -1000);
        try (Gpt2 model = Gpt2.open(folder);
                TokenScorer scorer = TokenScorer.open(model, 1, Precision.INT8)) {
            // When
            TextScore score = scorer.score(new int[] {65, 66});

            // Then
            assertEquals(
                    reference.logProbabilities(new int[] {256})[0][65],
                    score.tokens().get(0).logProbability(),
                    0.1);
        }
    }

    @Test
    void shouldScoreNothingInAnEmptyText() {
        try (Gpt2 model = Gpt2.bundled();
                TokenScorer scorer = TokenScorer.open(model)) {
            // When
            TextScore score = scorer.score("");

            // Then
            assertTrue(score.tokens().isEmpty());
            assertTrue(score.perplexity().isEmpty());
        }
    }

    @Test
    void shouldScoreEveryTokenOfATextLongerThanTheContextInItsWindow(@TempDir Path folder) throws IOException {
        // Given
        RandomWeights.write(folder, Gpt2Config.of(257, 16, 16, 1, 1), 5);
        var reference = new ReferenceModel(folder);
        int[] tokens = new Random(3).ints(41, 0, 256).toArray();
        int[] sequence =
                IntStream.concat(IntStream.of(256), IntStream.of(tokens)).toArray();
        try (Gpt2 model = Gpt2.open(folder);
                TokenScorer scorer = TokenScorer.open(model, 1, Precision.F32)) {
            // When
            TextScore score = scorer.score(tokens);

            // Then
            assertEquals(8, score.stride());
            assertEquals(41, score.tokens().size());
            double sum = 0;
            for (int i = 0; i < 41; i++) {
                // The first window is 16 long; each of the following begins 8 later and scores the 8 tokens at its end.
                int begin = i < 16 ? 0 : (i - 16) / 8 * 8 + 8;
                double[][] window = reference.logProbabilities(Arrays.copyOfRange(sequence, begin, i + 1));
                double[] expected = window[i - begin];
                TokenScore token = score.tokens().get(i);
                assertEquals(expected[tokens[i]], token.logProbability(), TOLERANCE);
                assertEquals(entropy(expected), token.entropy(), TOLERANCE);
                assertEquals(rank(expected, tokens[i]), token.rank());
                sum += expected[tokens[i]];
            }
            assertEquals(Math.exp(-sum / 41), score.perplexity().orElseThrow(), 0.1);
        }
    }

    @Test
    void shouldCarryItsFiguresAsATrace() {
        // Given
        var score = new TextScore(List.of(new TokenScore(7, "a", -0.5, 2, 1.5)), OptionalDouble.of(1.6), 8);

        // When
        TokenTrace trace = score.trace();

        // Then
        assertEquals(new TokenTrace(List.of(-0.5f), List.of(2), List.of(1.5f)), trace);
    }

    private static double entropy(double[] logProbabilities) {
        double entropy = 0;
        for (double value : logProbabilities) {
            entropy -= Math.exp(value) * value;
        }
        return entropy;
    }

    private static int rank(double[] logProbabilities, int id) {
        int rank = 1;
        for (double value : logProbabilities) {
            rank += value > logProbabilities[id] ? 1 : 0;
        }
        return rank;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = TokenScorerTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
