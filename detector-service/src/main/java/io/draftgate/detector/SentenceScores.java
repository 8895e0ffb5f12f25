package io.draftgate.detector;

import io.draftgate.detection.Detector;
import io.draftgate.detection.SuspectText;
import io.draftgate.schemas.event.SentenceScore;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How each sentence of a draft looks to the detector by itself, to guide a reviewer's eye. Only drafts that a person is to read
 * pay for it. Immutable, thread-safe.
 */
record SentenceScores(Detector detector) {
    /** A draft of 1,024 tokens has some 60; more would cost more time than anybody reads them in. */
    private static final int MAX_SENTENCES = 100;

    List<SentenceScore> of(SuspectText draft) {
        List<Integer> borders = borders(draft.text());
        List<OptionalDouble> found = detector.scores(draft, borders);
        List<SentenceScore> scores = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            int from = borders.get(i);
            int to = borders.get(i + 1);
            found.get(i).ifPresent(score -> scores.add(new SentenceScore(from, to, score)));
        }
        return scores;
    }

    private static List<Integer> borders(String text) {
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        sentences.setText(text);
        List<Integer> borders = new ArrayList<>(List.of(sentences.first()));
        for (int end = sentences.next();
                end != BreakIterator.DONE && borders.size() <= MAX_SENTENCES;
                end = sentences.next()) {
            borders.add(end);
        }
        return borders;
    }
}
