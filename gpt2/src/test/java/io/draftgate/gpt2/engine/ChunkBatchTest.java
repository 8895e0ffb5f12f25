package io.draftgate.gpt2.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.gpt2.Backend;
import io.draftgate.gpt2.Completion;
import io.draftgate.gpt2.Device;
import io.draftgate.gpt2.Ending;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.Generation;
import io.draftgate.gpt2.GenerationRequest;
import io.draftgate.gpt2.Gpt2Config;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.Shaping;
import io.draftgate.gpt2.model.DamagedModel;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.model.RandomWeights;
import io.draftgate.gpt2.model.ReferenceModel;
import io.draftgate.gpt2.safetensors.ElementType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class ChunkBatchTest {
    private static final double ENTROPY_TOLERANCE = 1e-4;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Precision.class)
    void shouldWriteTheTokensOfTheStepBackEnd(Precision precision) {
        try (Gpt2 model = Gpt2.bundled();
                Engine step = start(model, Backend.STEP, 4, precision);
                Engine chunk = start(model, Backend.CHUNK, 4, precision)) {
            // Given: prompts of any length, several completions, all ways to draw and to end, some alone, more than
            // there are slots
            List<GenerationRequest> requests = requests(model, 14, 5);

            // When
            List<Generation> expected = run(step, requests);
            List<Generation> actual = run(chunk, requests);

            // Then
            for (int i = 0; i < requests.size(); i++) {
                assertSame(expected.get(i), actual.get(i));
            }
            assertTrue(chunk.identity().endsWith(" cpu " + precision.precisionName() + " chunk"), chunk.identity());
        }
    }

    @Test
    void shouldWriteTheTokensOfTheStepBackEndWithARandomModelOfAnOddShape() throws IOException {
        // Given
        RandomWeights.write(folder, Gpt2Config.of(700, 100, 40, 2, 5), 3);
        try (Gpt2 model = Gpt2.open(folder);
                Engine step = start(model, Backend.STEP, 5, Precision.F32);
                Engine chunk = start(model, Backend.CHUNK, 5, Precision.F32)) {
            List<GenerationRequest> requests = requests(model, 40, 6);

            // When
            List<Generation> expected = run(step, requests);
            List<Generation> actual = run(chunk, requests);

            // Then
            for (int i = 0; i < requests.size(); i++) {
                assertSame(expected.get(i), actual.get(i));
            }
        }
    }

    @Test
    void shouldGiveTheLogProbabilitiesOfAnIndependentForwardPass() throws IOException {
        // Given: five heads, an odd inner width, 16-bit weights under other names, and mask buffers
        var config = new Gpt2Config(411, 60, 40, 2, 5, 52, 1e-5f, Gpt2Config.Activation.GELU_NEW, true, false);
        new RandomWeights(config, 3, ElementType.BF16, true, true).write(folder);
        var reference = new ReferenceModel(folder);
        try (Gpt2 model = Gpt2.open(folder);
                Engine chunk = start(model, Backend.CHUNK, 3, Precision.F32)) {
            List<GenerationRequest> requests = requests(model, 8, 7);

            // When
            List<Generation> generations = run(chunk, requests);

            // Then
            for (int i = 0; i < requests.size(); i++) {
                List<Integer> prompt = requests.get(i).promptTokenIds();
                for (Completion completion : generations.get(i).completions()) {
                    int[] all = Stream.concat(prompt.stream(), completion.tokenIds().stream())
                            .mapToInt(Integer::intValue)
                            .toArray();
                    double[][] expected = reference.logProbabilities(all);
                    for (int t = 0; t < completion.tokenIds().size(); t++) {
                        assertEquals(
                                expected[prompt.size() + t - 1][
                                        completion.tokenIds().get(t)],
                                completion.trace().logProbabilities().get(t),
                                1e-3);
                    }
                }
            }
        }
    }

    @Test
    void shouldFailARequestOfADamagedModelAndGoOn() throws IOException {
        // Given: weights that are no numbers
        RandomWeights.write(folder, Gpt2Config.of(257, 16, 16, 1, 1), 5);
        DamagedModel.withBias(folder, "ln_f.bias", Float.NaN);
        try (Gpt2 damaged = Gpt2.open(folder);
                Engine its = start(damaged, Backend.CHUNK, 2, Precision.F32)) {
            for (String id : List.of("first", "second")) {
                // When
                String reason = EngineRun.failure(
                        its, new GenerationRequest(id, List.of(65), SamplingParameters.greedy(3), 2, false));

                // Then
                assertEquals("the model cannot write: the logits are no finite numbers", reason);
            }
        }
    }

    private static Engine start(Gpt2 model, Backend backend, int slots, Precision precision) {
        return Engine.start(model, new EngineOptions(slots, 2, precision, backend, Device.CPU));
    }

    private static void assertSame(Generation expected, Generation actual) {
        for (int i = 0; i < expected.completions().size(); i++) {
            Completion one = expected.completions().get(i);
            Completion other = actual.completions().get(i);
            assertEquals(one.tokenIds(), other.tokenIds());
            assertEquals(one.text(), other.text());
            assertEquals(one.finishReason(), other.finishReason());
            assertEquals(one.trace().ranks(), other.trace().ranks());
            for (int t = 0; t < one.tokenIds().size(); t++) {
                assertEquals(
                        one.trace().logProbabilities().get(t),
                        other.trace().logProbabilities().get(t),
                        ENTROPY_TOLERANCE);
                assertEquals(
                        one.trace().entropies().get(t),
                        other.trace().entropies().get(t),
                        ENTROPY_TOLERANCE);
            }
        }
    }

    private static List<GenerationRequest> requests(Gpt2 model, int count, long seed) {
        var random = new Random(seed);
        int vocabulary = model.config().vocabularySize();
        int context = model.config().contextLength();
        var requests = new ArrayList<GenerationRequest>();
        for (int i = 0; i < count; i++) {
            int length = 1 + random.nextInt(context * 2 / 3);
            List<Integer> prompt =
                    random.ints(length, 0, vocabulary - 1).boxed().toList();
            int maxTokens = i % 8 == 0 ? context - length : 1 + random.nextInt(Math.min(40, context - length));
            // Every fourth has controls that the graph does not know.
            boolean isSimple = i % 4 != 1;
            var shaping = new Shaping(
                    isSimple ? Map.of() : Map.of(random.nextInt(vocabulary), 4.0),
                    isSimple ? 1 : 1.3,
                    0,
                    0,
                    random.nextInt(3) * 0.6,
                    random.nextInt(2) * 40,
                    random.nextBoolean() ? 1 : 0.9,
                    random.nextInt(3) == 0 ? 0.05 : 0);
            var ending = new Ending(
                    maxTokens,
                    isSimple ? 0 : maxTokens / 2,
                    random.nextInt(4) == 0 ? List.of("e", "\n") : List.of(),
                    Set.of(random.nextInt(vocabulary)),
                    random.nextInt(2) * 16,
                    0);
            var parameters = new SamplingParameters(shaping, ending, isSimple ? 0 : 3, random.nextLong());
            requests.add(new GenerationRequest(
                    "request-" + i, prompt, parameters, 1 + random.nextInt(3), random.nextInt(10) == 0));
        }
        return requests;
    }

    private static List<Generation> run(Engine engine, List<GenerationRequest> requests) {
        return requests.stream().map(request -> EngineRun.begin(engine, request)).toList().stream()
                .map(CompletableFuture::join)
                .toList();
    }
}
