package io.draftgate.gpt2.forward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnxruntime.OrtException;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.Gpt2Config;
import io.draftgate.gpt2.Gpt2Config.Activation;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.model.RandomWeights;
import io.draftgate.gpt2.model.ReferenceModel;
import io.draftgate.gpt2.safetensors.ElementType;
import io.draftgate.gpt2.sampling.Distribution;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ForwardPassTest {
    private static final double TOLERANCE = 1e-3;

    @TempDir
    Path folder;

    static List<RandomWeights> oddModels() {
        return List.of(
                weights(Gpt2Config.of(257, 40, 40, 2, 5), ElementType.F32, false, false),
                weights(Gpt2Config.of(257, 20, 320, 1, 1), ElementType.F16, false, true),
                // Heads of 7 and of 12 numbers, which are no multiples of 8.
                weights(Gpt2Config.of(257, 40, 35, 2, 5), ElementType.F32, false, false),
                weights(
                        new Gpt2Config(257, 40, 60, 2, 5, 100, 1e-5f, Activation.GELU_NEW, true, false),
                        ElementType.BF16,
                        true,
                        true),
                weights(
                        new Gpt2Config(300, 33, 24, 3, 3, 52, 1e-5f, Activation.GELU_NEW, false, false),
                        ElementType.F32,
                        false,
                        true),
                weights(
                        new Gpt2Config(257, 64, 48, 2, 2, 17, 1e-3f, Activation.GELU, true, true),
                        ElementType.BF16,
                        true,
                        true),
                weights(
                        new Gpt2Config(411, 30, 40, 2, 5, 52, 1e-5f, Activation.GELU_NEW, true, false),
                        ElementType.BF16,
                        true,
                        true),
                weights(
                        new Gpt2Config(511, 150, 64, 1, 1, 100, 1e-5f, Activation.RELU, false, false),
                        ElementType.F16,
                        true,
                        false));
    }

    @ParameterizedTest
    @MethodSource("oddModels")
    void shouldGiveTheLogProbabilitiesOfAnIndependentForwardPass(RandomWeights weights)
            throws IOException, OrtException {
        // Given
        weights.write(folder);
        var reference = new ReferenceModel(folder);
        Gpt2Config config = weights.config();
        int[] tokens = new Random(7)
                .ints(config.contextLength(), 0, config.vocabularySize())
                .toArray();
        double[][] expected = reference.logProbabilities(tokens);
        try (Gpt2 model = Gpt2.open(folder);
                ForwardPass pass =
                        ForwardPass.open(model.config(), model.weights(Precision.F32), new EngineOptions(3, 1), 150)) {
            // When: half of the sequence is read at once into slot 1, the rest grows token by token beside an idle slot
            int half = tokens.length / 2;
            int read = Math.min(half, ForwardPass.PREFILL_CHUNK);
            pass.prefill(1, tokens, 0, read, read);

            // Then
            for (int t = 0; t < read; t++) {
                assertClose(expected[t], pass, t, config);
            }
            for (int t = read; t < tokens.length; t++) {
                pass.decode(2, new int[] {0, tokens[t]}, new int[] {0, t});
                assertClose(expected[t], pass, 1, config);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("oddModels")
    void shouldReadASequenceInPiecesAsAtOnce(RandomWeights weights) throws IOException, OrtException {
        // Given
        weights.write(folder);
        int length = weights.config().contextLength();
        int[] tokens = new Random(8).ints(length, 0, 257).toArray();
        double[][] expected = new ReferenceModel(folder).logProbabilities(tokens);
        try (Gpt2 model = Gpt2.open(folder);
                ForwardPass pass =
                        ForwardPass.open(model.config(), model.weights(Precision.F32), new EngineOptions(2, 1), 1)) {
            // When: in pieces of 7, then moved to another slot before the last token
            for (int begin = 0; begin < length - 1; begin += 7) {
                pass.prefill(0, tokens, begin, Math.min(7, length - 1 - begin), 1);
            }
            pass.copy(0, 1, length - 1);
            pass.prefill(1, tokens, length - 1, 1, 1);

            // Then
            assertClose(expected[length - 1], pass, 0, weights.config());
        }
    }

    static Stream<Arguments> shapesAndPrecisions() {
        return Stream.of(
                        Gpt2Config.of(257, 40, 40, 2, 5),
                        Gpt2Config.of(257, 40, 35, 2, 5),
                        Gpt2Config.of(999, 40, 128, 2, 2))
                .flatMap(config -> Arrays.stream(Precision.values()).map(precision -> Arguments.of(config, precision)));
    }

    @ParameterizedTest
    @MethodSource("shapesAndPrecisions")
    void shouldGiveBitEqualDistributionsAloneAndInABatch(Gpt2Config config, Precision precision)
            throws IOException, OrtException {
        // Given
        RandomWeights.write(folder, config, 11);
        int[] tokens = new Random(9)
                .ints(config.contextLength(), 0, config.vocabularySize())
                .toArray();
        var alone = new Distribution(config.vocabularySize());
        var shared = new Distribution(config.vocabularySize());
        try (Gpt2 model = Gpt2.open(folder);
                ForwardPass pass = ForwardPass.open(
                        model.config(), model.weights(precision), new EngineOptions(8, 2, precision), 8)) {
            pass.prefill(0, tokens, 0, 20, 1);
            for (int slot = 1; slot < 8; slot++) {
                pass.copy(0, slot, 20);
            }
            for (int t = 20; t < tokens.length; t++) {
                // When
                int now = t;
                pass.decode(1, new int[] {tokens[t]}, new int[] {t});
                pass.read(0, alone);
                pass.decode(
                        8,
                        Stream.of(0, 1, 2, 3, 4, 5, 6, 7)
                                .mapToInt(slot -> slot == 5 ? tokens[now] : slot)
                                .toArray(),
                        Stream.of(0, 1, 2, 3, 4, 5, 6, 7)
                                .mapToInt(slot -> slot == 5 ? now : slot % 3)
                                .toArray());
                pass.read(5, shared);

                // Then
                assertArrayEquals(alone.logProbabilities(), shared.logProbabilities(), 0);
                assertEquals(alone.entropy(), shared.entropy());
                pass.copy(5, 0, t + 1);
            }
        }
    }

    private static void assertClose(double[] expected, ForwardPass pass, int row, Gpt2Config config) {
        var next = new Distribution(config.vocabularySize());
        pass.read(row, next);
        double entropy = 0;
        for (int v = 0; v < expected.length; v++) {
            assertEquals(expected[v], next.logProbability(v), TOLERANCE);
            entropy -= Math.exp(expected[v]) * expected[v];
        }
        assertEquals(entropy, next.entropy(), TOLERANCE);
    }

    private static RandomWeights weights(Gpt2Config config, ElementType type, boolean prefixed, boolean masks) {
        return new RandomWeights(config, 3, type, prefixed, masks);
    }
}
