package io.draftgate.cli.evaluation.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class MetricTest {

    @Test
    void shouldSpreadLogProbabilityOverTheUnits() {
        // Given: two texts of probability 1/8 and 1/2, of 3 units and 1
        Surprise surprise = new Surprise();
        surprise.add(Math.log(1 / 8.0), 3);
        surprise.add(Math.log(1 / 2.0), 1);

        // Then
        assertEquals(2, surprise.perplexity(), 1e-12);
        assertEquals(1, surprise.bits(), 1e-12);
    }

    @Test
    void shouldMatchAnswersButForCasePunctuationAndArticles() {
        assertTrue(AnswerMatch.isExact(" The White House.", List.of("a house", "white house")));
        assertFalse(AnswerMatch.isExact("white", List.of("white house")));
    }

    @Test
    void shouldScoreAnswersByTheWordsTheyShare() {
        // 2 of 3 words said are among the 2 wanted: precision 2/3, recall 1
        assertEquals(0.8, AnswerMatch.f1("big white house", List.of("white house")), 1e-12);
        // Against each answer 1 and 0; with one left out the best is 0 and 1
        assertEquals(0.5, AnswerMatch.f1("white house", List.of("white house", "a barn")), 1e-12);
        // With a doubled gold the right one is always left
        assertEquals(1, AnswerMatch.f1("barn", List.of("the barn", "barn")), 1e-12);
        assertEquals(0, AnswerMatch.f1("", List.of("barn")));
        // A word counts as often as it is wanted
        assertEquals(0.5, AnswerMatch.f1("no no no", List.of("no")), 1e-12);
    }

    @Test
    void shouldComputeRougeByHand() {
        String summary = "The cat sat on the mat.";
        String reference = "the cat lay on a mat";
        // the, cat, on, mat of 6 and 6 words
        assertEquals(4 / 6.0, Rouge.ofGrams(1, summary, reference), 1e-12);
        // "the cat" of 5 and 5 pairs
        assertEquals(1 / 5.0, Rouge.ofGrams(2, summary, reference), 1e-12);
        // the cat on mat
        assertEquals(4 / 6.0, Rouge.ofLongestRow(summary, reference), 1e-12);
        assertEquals(0, Rouge.ofGrams(2, "one", "one"));
        assertEquals(0, Rouge.ofLongestRow("", ""));
    }

    @Test
    void shouldComputeBleuByHand() {
        // Given: 6 words, of which 5 match; pairs 4 of 5, triples 3 of 4, fours 2 of 3; the reference is one word
        // longer
        Bleu bleu = new Bleu();
        bleu.add("the cat sat on the hat", "the cat sat on the big mat");

        // Then
        double precision = Math.pow(5 / 6.0 * 4 / 5 * 3 / 4 * 2 / 3, 0.25);
        assertEquals(100 * precision * Math.exp(1 - 7 / 6.0), bleu.score(), 1e-9);
    }

    @Test
    void shouldGiveBleuOfAHundredToTheSameAndZeroWithoutAFourGram() {
        // Given
        Bleu same = new Bleu();
        same.add("Il a 3.5 ans, dit-on.", "Il a 3.5 ans , dit-on .");
        Bleu other = new Bleu();
        other.add("a b c d", "a b c e");

        // Then
        assertEquals(100, same.score(), 1e-9);
        assertEquals(0, other.score());
    }
}
