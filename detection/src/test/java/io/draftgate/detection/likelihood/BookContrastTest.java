package io.draftgate.detection.likelihood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.detection.feature.Passage;
import io.draftgate.detection.feature.Reading;
import io.draftgate.detection.ngram.NgramModel;
import io.draftgate.detection.ngram.NgramTrainer;
import io.draftgate.detection.text.NormalisedText;
import io.draftgate.gpt2.TokenTrace;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BookContrastTest {

    private static NgramModel books() throws InterruptedException {
        return new NgramTrainer(2, 1)
                .add(IntStream.range(0, 200).map(i -> i % 4).toArray())
                .train();
    }

    private static double measure(BookContrast room, String name, List<Integer> tokens, float logProbability) {
        TokenTrace trace = new TokenTrace(
                Collections.nCopies(tokens.size(), logProbability),
                Collections.nCopies(tokens.size(), 1),
                Collections.nCopies(tokens.size(), 1f));
        Passage passage = Passage.of(NormalisedText.of("any")).with(new Reading(tokens, trace));
        return room.measure(passage)[room.names().indexOf("contrast." + name)];
    }

    @Test
    void shouldTellTextThatOnlyTheLanguageModelExpects() throws InterruptedException {
        BookContrast room = new BookContrast(books());
        List<Integer> known = IntStream.range(0, 40).map(i -> i % 4).boxed().toList();
        List<Integer> strange =
                IntStream.range(0, 40).map(i -> i * 7 % 4).boxed().toList();

        assertTrue(measure(room, "difference-mean", strange, -2) > measure(room, "difference-mean", known, -2));
        assertTrue(measure(room, "mixture-20-mean", strange, -2) < measure(room, "mixture-20-mean", known, -2));
    }

    @Test
    void shouldGainNothingFromAMixtureOfEqualOpinions() throws InterruptedException {
        NgramModel books = books();
        BookContrast room = new BookContrast(books);
        List<Integer> tokens = Collections.nCopies(40, 99);
        double second = books.score(new int[] {99, 99, 99})[2];

        assertEquals(0, measure(room, "mixture-50-q50", tokens, (float) second), 1e-6);
    }

    @Test
    void shouldKnowNothingOfATextThatWasNotRead() throws InterruptedException {
        double[] figures = new BookContrast(books()).measure(Passage.of(NormalisedText.of("any text")));

        assertTrue(Arrays.stream(figures).allMatch(Double::isNaN));
    }
}
