package io.draftgate.gpt2.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtException;
import io.draftgate.gpt2.Completion;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.EngineStatistics;
import io.draftgate.gpt2.Generation;
import io.draftgate.gpt2.GenerationRequest;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.forward.ForwardPass;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.sampling.Distribution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same request gives the same completions, to the last bit of the last log-probability, wherever and beside whomever. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class BatchInvarianceTest {
    private static final long SEED = 20;

    private Gpt2 model;

    @BeforeAll
    void open() {
        model = Gpt2.bundled();
    }

    @AfterAll
    void close() {
        model.close();
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void shouldWriteTheSameAloneAndInAnyBatchOnOneOrTwoThreadsAndAfterARestart(Precision precision) {
        // Given: what each request writes alone
        List<GenerationRequest> requests = requests(12);
        List<List<Completion>> alone = new ArrayList<>();
        try (Engine engine = Engine.start(model, new EngineOptions(1, 1, precision))) {
            requests.forEach(request -> alone.add(EngineRun.of(engine, request).completions()));
        }
        for (int slots : new int[] {8, 32}) {
            for (int threads : new int[] {1, 2}) {
                try (Engine engine = Engine.start(model, new EngineOptions(slots, threads, precision))) {
                    // When: among neighbours of another kind each time, in another order and so in other slots
                    List<CompletableFuture<Generation>> neighbours = neighbours(slots, threads).stream()
                            .map(request -> EngineRun.begin(engine, request))
                            .toList();
                    List<Integer> order = shuffled(requests.size(), slots + threads);
                    List<CompletableFuture<Generation>> together = order.stream()
                            .map(i -> EngineRun.begin(engine, requests.get(i)))
                            .toList();

                    // Then
                    for (int i = 0; i < order.size(); i++) {
                        assertEquals(
                                alone.get(order.get(i)), together.get(i).join().completions());
                    }
                    neighbours.forEach(CompletableFuture::join);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void shouldWriteTheSameAfterABeginningThatWasReadForAnother(Precision precision) {
        // Given: prompts that begin alike for more than two pieces, and go on each in its own way
        int shared = 2 * ForwardPass.PREFILL_CHUNK + 3;
        int[] beginning = new Random(SEED).ints(shared, 0, 8000).toArray();
        List<GenerationRequest> requests = IntStream.range(0, 6)
                .mapToObj(i -> prompt("p" + i, beginning, shared - 40 * (i % 2), i))
                .toList();
        try (Engine keeping = Engine.start(model, new EngineOptions(4, 2, precision));
                Engine reading = Engine.start(model, new EngineOptions(4, 2, precision).withPrefixCacheBytes(0))) {
            for (GenerationRequest request : requests) {
                // When
                Generation kept = EngineRun.of(keeping, request);

                // Then
                assertEquals(EngineRun.of(reading, request).completions(), kept.completions());
            }
            assertEquals(0, reading.statistics().reusedPromptTokens());
            EngineStatistics kept = keeping.statistics();
            assertTrue(kept.reusedPromptTokens() > 0.5 * kept.promptTokens(), kept::toString);
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void shouldReadWhatWasWrittenToTheVeryNumbersOfWritingInAnyPieces(Precision precision) throws OrtException {
        var random = new Random(SEED);
        try (ForwardPass pass = ForwardPass.open(
                model.config(),
                model.weights(precision),
                new EngineOptions(2, 2, precision),
                ForwardPass.WRITTEN_PIECE)) {
            for (int prompt : new int[] {1, 37, 100}) {
                // Given: what each step of writing expected
                int[] tokens = random.ints(prompt + 75, 0, 8000).toArray();
                pass.prefill(0, tokens, 0, Math.min(prompt, ForwardPass.PREFILL_CHUNK), 1);
                if (prompt > ForwardPass.PREFILL_CHUNK) {
                    pass.prefill(0, tokens, ForwardPass.PREFILL_CHUNK, prompt - ForwardPass.PREFILL_CHUNK, 1);
                }
                pass.copy(0, 1, prompt);
                List<float[]> written = new ArrayList<>();
                for (int at = prompt; at < tokens.length; at++) {
                    pass.decode(1, new int[] {tokens[at]}, new int[] {at});
                    written.add(logProbabilities(pass, 0));
                }
                for (int split = 0; split < 4; split++) {
                    // When: in pieces that end anywhere
                    List<float[]> read = new ArrayList<>();
                    int end = prompt;
                    for (int at = prompt; at < tokens.length; ) {
                        end = at < end ? end : Math.min(tokens.length, at + 1 + random.nextInt(40));
                        int count = pass.readWritten(1, Arrays.copyOf(tokens, end), at);
                        for (int row = 0; row < count; row++) {
                            read.add(logProbabilities(pass, row));
                        }
                        at += count;
                    }

                    // Then
                    assertEquals(written.size(), read.size());
                    for (int i = 0; i < written.size(); i++) {
                        assertArrayEquals(written.get(i), read.get(i));
                    }
                }
            }
        }
    }

    private float[] logProbabilities(ForwardPass pass, int row) {
        var next = new Distribution(model.config().vocabularySize());
        pass.read(row, next);
        return next.logProbabilities();
    }

    private static GenerationRequest prompt(String id, int[] beginning, int length, int seed) {
        List<Integer> own = new Random(seed).ints(12, 0, 8000).boxed().toList();
        var prompt = new ArrayList<Integer>();
        for (int i = 0; i < Math.min(length, 200); i++) {
            prompt.add(beginning[i]);
        }
        prompt.addAll(own);
        return GenerationRequest.of(id, prompt, new SamplingParameters(1, 40, 1, List.of(), 12, seed));
    }

    private static List<GenerationRequest> requests(int count) {
        var random = new Random(SEED);
        return IntStream.range(0, count)
                .mapToObj(i -> request("r" + i, random, 1 + random.nextInt(190), 2 + random.nextInt(24)))
                .toList();
    }

    private static List<GenerationRequest> neighbours(int slots, int threads) {
        var random = new Random(100 * slots + threads);
        return IntStream.range(0, slots)
                .mapToObj(i -> request("n" + i, random, 1 + random.nextInt(60), 1 + random.nextInt(60)))
                .toList();
    }

    private static GenerationRequest request(String id, Random random, int promptTokens, int newTokens) {
        List<Integer> prompt = random.ints(promptTokens, 0, 8000).boxed().toList();
        var parameters = new SamplingParameters(
                random.nextInt(3) * 0.5,
                random.nextInt(2) * 40,
                random.nextBoolean() ? 1 : 0.9,
                List.of(),
                newTokens,
                random.nextLong());
        return new GenerationRequest(id, prompt, parameters, 1 + random.nextInt(2), false);
    }

    private static List<Integer> shuffled(int count, long seed) {
        var order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        return order;
    }
}
