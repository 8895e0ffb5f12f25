package io.draftgate.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SentenceScoresTest {

    /** Dickens, A Tale of Two Cities, 1859, in the public domain. */
    private static final String HUMAN =
            "\u201CDear me\u2014how it rained that night! The coach toiled up the hill through the"
                    + " mire, and the guard, with one hand on his blunderbuss, suspected the passengers. No. The coachman was sure of"
                    + " nothing but the horses; as to which cattle he could with a clear conscience have taken his oath.";

    private Detector detector;

    @BeforeAll
    void open() {
        detector = Detector.bundled();
    }

    @AfterAll
    void close() {
        detector.close();
    }

    @Test
    void shouldPointIntoTheOriginalText() {
        List<String> sentences = detector.sentences(SuspectText.of(HUMAN)).sentences().stream()
                .map(sentence -> HUMAN.substring(sentence.start(), sentence.end()))
                .toList();

        assertEquals("\u201CDear me\u2014how it rained that night!", sentences.get(0));
        assertTrue(sentences.get(2).startsWith("No. The coachman"), sentences::toString);
        assertEquals(3, sentences.size());
    }

    @Test
    void shouldJudgeEverySentenceAmongItsNeighbours() {
        SentenceScores scores = detector.sentences(SuspectText.of(HUMAN));

        assertTrue(
                scores.sentences().stream()
                        .allMatch(sentence -> sentence.probability().isPresent()),
                scores::toString);
    }

    @Test
    void shouldScorePiecesOfATextByThemselves() {
        int border = HUMAN.indexOf(" No. ");
        List<Integer> borders = List.of(0, border, border + 1, HUMAN.length());

        List<OptionalDouble> scores = detector.scores(SuspectText.of(HUMAN), borders);

        assertEquals(
                List.of(true, false, true),
                scores.stream().map(OptionalDouble::isPresent).toList());
        assertEquals(scores, detector.scores(detector.read(SuspectText.of(HUMAN)), borders));
    }

    @Test
    void shouldScorePiecesThatTheLanguageModelNoLongerRead() {
        String text = HUMAN.repeat(5);
        List<Integer> borders = List.of(0, HUMAN.length(), 4 * HUMAN.length(), text.length());

        List<OptionalDouble> scores = detector.scores(SuspectText.of(text), borders);

        assertTrue(scores.stream().allMatch(OptionalDouble::isPresent), scores::toString);
    }

    @Test
    void shouldSayNothingWhereThereIsNothingToJudge() {
        assertEquals(List.of(), detector.sentences(SuspectText.of("")).sentences());
        assertTrue(detector.sentences(SuspectText.of("Too short to tell.")).sentences().stream()
                .allMatch(sentence -> sentence.probability().isEmpty()));
    }
}
