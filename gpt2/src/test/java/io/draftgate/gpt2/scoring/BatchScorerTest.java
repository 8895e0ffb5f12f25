package io.draftgate.gpt2.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.TokenTrace;
import io.draftgate.gpt2.model.Gpt2;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BatchScorerTest {
    private static final float TOLERANCE = 1e-4f;

    /** Of all lengths, an empty one and one as long as the context among them. */
    private static List<int[]> texts(Gpt2 model, int count) {
        Random random = new Random(7);
        List<int[]> texts = new ArrayList<>(
                List.of(new int[0], tokens(random, model.config().contextLength())));
        while (texts.size() < count) {
            texts.add(tokens(random, 1 + random.nextInt(120)));
        }
        return texts;
    }

    private static int[] tokens(Random random, int length) {
        return random.ints(length, 0, 8000).toArray();
    }

    @Test
    void shouldReadTextsBesideEachOtherAsOneByOne() {
        try (Gpt2 model = Gpt2.bundled();
                TokenScorer alone = TokenScorer.open(model, 2, Precision.F32);
                BatchScorer beside = BatchScorer.open(model, 2, Precision.F32, 4, 1000)) {
            // Given: more than one batch
            List<int[]> texts = texts(model, 11);

            // When
            List<TokenTrace> traces = beside.read(texts);

            // Then
            assertEquals(texts.size(), traces.size());
            for (int i = 0; i < texts.size(); i++) {
                TokenTrace expected = alone.score(texts.get(i)).trace();
                assertEquals(expected.size(), traces.get(i).size());
                for (int t = 0; t < expected.size(); t++) {
                    assertEquals(
                            expected.logProbabilities().get(t),
                            traces.get(i).logProbabilities().get(t),
                            TOLERANCE);
                    assertEquals(
                            expected.entropies().get(t),
                            traces.get(i).entropies().get(t),
                            TOLERANCE);
                }
            }
        }
    }

    @Test
    void shouldReadNothingInEmptyTexts() {
        try (Gpt2 model = Gpt2.bundled();
                BatchScorer scorer = BatchScorer.open(model, 1, Precision.F32, 2, 100)) {
            assertEquals(List.of(), scorer.read(List.of()));
            assertEquals(0, scorer.read(List.of(new int[0])).get(0).size());
        }
    }

    @Test
    void shouldRefuseWhatTheModelCannotRead() {
        try (Gpt2 model = Gpt2.bundled();
                BatchScorer scorer = BatchScorer.open(model, 1, Precision.F32, 2, 100)) {
            assertThrows(IllegalArgumentException.class, () -> scorer.read(List.of(new int[scorer.longestText() + 1])));
            assertThrows(IllegalArgumentException.class, () -> scorer.read(List.of(new int[] {8192})));
        }
    }
}
