package io.draftgate.detection.likelihood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.detection.feature.Passage;
import io.draftgate.detection.feature.Reading;
import io.draftgate.detection.text.NormalisedText;
import io.draftgate.gpt2.TokenTrace;
import io.draftgate.gpt2.model.Gpt2;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LikelihoodsTest {

    private static double measure(String name, TokenTrace trace) {
        Likelihoods room = new Likelihoods();
        double[] figures = room.measure(Passage.of(NormalisedText.of("any text"))
                .with(new Reading(Collections.nCopies(trace.size(), 7), trace)));
        return figures[room.names().indexOf("likelihood." + name)];
    }

    private static TokenTrace even(int tokens, float logProbability, int rank, float entropy) {
        return new TokenTrace(
                Collections.nCopies(tokens, logProbability),
                Collections.nCopies(tokens, rank),
                Collections.nCopies(tokens, entropy));
    }

    @Test
    void shouldCompareWhatCameWithWhatWasExpected() {
        TokenTrace trace = even(50, -2, 40, 3);

        assertEquals(-2, measure("log-probability-mean", trace), 1e-9);
        assertEquals(1, measure("excess-mean", trace), 1e-9);
        assertEquals(Math.log(40), measure("log-rank-max", trace), 1e-9);
        assertEquals(1, measure("rank-within-40", trace), 1e-9);
        assertEquals(0, measure("rank-within-10", trace), 1e-9);
    }

    @Test
    void shouldLookAtTheFirstTokensOnly() {
        TokenTrace beginning = even(Likelihoods.MAX_TOKENS, -1, 2, 1);
        TokenTrace longer = new TokenTrace(
                join(beginning.logProbabilities(), even(99, -9, 900, 5).logProbabilities()),
                join(beginning.ranks(), even(99, -9, 900, 5).ranks()),
                join(beginning.entropies(), even(99, -9, 900, 5).entropies()));

        assertEquals(measure("log-probability-mean", beginning), measure("log-probability-mean", longer));
        assertEquals(measure("log-rank-max", beginning), measure("log-rank-max", longer));
    }

    @Test
    void shouldKnowNothingWithoutATrace() {
        Passage passage = Passage.of(NormalisedText.of("any text"));

        assertTrue(Arrays.stream(new Likelihoods().measure(passage)).allMatch(Double::isNaN));
    }

    @Test
    void shouldAskTheModelForTheFirstTokensOnly() {
        try (LanguageModel model = LanguageModel.of(Gpt2.bundled())) {
            assertEquals(
                    Likelihoods.MAX_TOKENS, model.read("word ".repeat(1_000)).size());
            assertEquals(0, model.read("").size());
        }
    }

    private static <T> List<T> join(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
