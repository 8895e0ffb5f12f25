package io.draftgate.gpt2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtException;
import io.draftgate.gpt2.Gpt2Config.Activation;
import io.draftgate.gpt2.safetensors.ElementType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForwardPassTest {
    private static final double TOLERANCE = 1e-3;

    @TempDir
    Path folder;

    static List<RandomWeights> oddModels() {
        return List.of(
                weights(Gpt2Config.of(257, 40, 40, 2, 5), ElementType.F32, false, false),
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
                ForwardPass pass = ForwardPass.open(model, new EngineOptions(3, 1), 150)) {
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
                ForwardPass pass = ForwardPass.open(model, new EngineOptions(2, 1), 1)) {
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

    static Stream<Gpt2Config> shapes() {
        return Stream.of(Gpt2Config.of(257, 40, 40, 2, 5), Gpt2Config.of(999, 40, 128, 2, 2));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void shouldGiveBitEqualLogitsAloneAndInABatch(Gpt2Config config) throws IOException, OrtException {
        // Given
        RandomWeights.write(folder, config, 11);
        int[] tokens = new Random(9)
                .ints(config.contextLength(), 0, config.vocabularySize())
                .toArray();
        float[] alone = new float[config.vocabularySize()];
        float[] shared = new float[config.vocabularySize()];
        try (Gpt2 model = Gpt2.open(folder);
                ForwardPass pass = ForwardPass.open(model, new EngineOptions(8, 2), 8)) {
            pass.prefill(0, tokens, 0, 20, 1);
            for (int slot = 1; slot < 8; slot++) {
                pass.copy(0, slot, 20);
            }
            for (int t = 20; t < tokens.length; t++) {
                // When
                int now = t;
                pass.decode(1, new int[] {tokens[t]}, new int[] {t});
                pass.logits(0, alone);
                pass.decode(
                        8,
                        Stream.of(0, 1, 2, 3, 4, 5, 6, 7)
                                .mapToInt(slot -> slot == 5 ? tokens[now] : slot)
                                .toArray(),
                        Stream.of(0, 1, 2, 3, 4, 5, 6, 7)
                                .mapToInt(slot -> slot == 5 ? now : slot % 3)
                                .toArray());
                pass.logits(5, shared);

                // Then
                for (int v = 0; v < alone.length; v++) {
                    assertEquals(Float.floatToRawIntBits(alone[v]), Float.floatToRawIntBits(shared[v]));
                }
                pass.copy(5, 0, t + 1);
            }
        }
    }

    private static void assertClose(double[] expected, ForwardPass pass, int row, Gpt2Config config) {
        var logits = new float[config.vocabularySize()];
        pass.logits(row, logits);
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit);
        }
        for (int v = 0; v < logits.length; v++) {
            double difference = Math.abs(logits[v] - Math.log(sum) - expected[v]);
            assertTrue(difference < TOLERANCE, "off by " + difference);
        }
    }

    private static RandomWeights weights(Gpt2Config config, ElementType type, boolean prefixed, boolean masks) {
        return new RandomWeights(config, 3, type, prefixed, masks);
    }
}
