package io.draftgate.detector;

import io.draftgate.detection.Detector;
import io.draftgate.detection.SuspectText;
import io.draftgate.schemas.event.SentenceScore;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How each sentence of a draft looks to the detector by itself, to guide a reviewer's eye. Only drafts that a person is to read
 * pay for it. Immutable, thread-safe.
 */
record SentenceScores(Detector detector) {
    /** A draft of 1,024 tokens has some 60; more would cost more time than anybody reads them in. */
    private static final int MAX_SENTENCES = 100;

    List<SentenceScore> of(String text) {
        List<SentenceScore> scores = new ArrayList<>();
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        sentences.setText(text);
        int start = sentences.first();
        for (int end = sentences.next();
                end != BreakIterator.DONE && scores.size() < MAX_SENTENCES;
                end = sentences.next()) {
            int from = start;
            int to = end;
            detector.score(SuspectText.of(text.substring(from, to)))
                    .ifPresent(score -> scores.add(new SentenceScore(from, to, score)));
            start = end;
        }
        return scores;
    }
}
