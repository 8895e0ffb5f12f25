package io.draftgate.gpt2.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ai.onnxruntime.OrtException;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.graph.CacheType;
import io.draftgate.gpt2.model.Gpt2;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChunkPassTest {

    @Test
    void shouldKeepItsCacheInSixteenBitsAsAGpuDoes() throws OrtException {
        try (Gpt2 model = Gpt2.bundled();
                ChunkPass floats = pass(model, CacheType.FLOAT);
                ChunkPass halves = pass(model, CacheType.HALF)) {
            // Given
            int[] prompt = new Random(8)
                    .ints(100, 0, model.config().vocabularySize() - 1)
                    .toArray();
            var first = new ChunkPass.Draw(0, SamplingParameters.greedy(1), 0, 0);

            // When
            Draws exact = floats.read(0, List.of(prompt), List.of(first));
            Draws rounded = halves.read(0, List.of(prompt), List.of(first));

            // Then
            assertEquals(exact.tokenId(0, 0), rounded.tokenId(0, 0));
            assertEquals(exact.logProbability(0, 0), rounded.logProbability(0, 0), 0.05);
            assertNotEquals(exact.entropy(0, 0), rounded.entropy(0, 0));
        }
    }

    private static ChunkPass pass(Gpt2 model, CacheType type) {
        ChunkPass pass = ChunkPass.open(model.config(), model.weights(Precision.F32), new EngineOptions(1, 1), type);
        pass.fit(model.config().contextLength(), 0);
        return pass;
    }
}
