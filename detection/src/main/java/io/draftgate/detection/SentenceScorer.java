package io.draftgate.detection;

import io.draftgate.detection.SentenceScores.Sentence;
import io.draftgate.detection.feature.Passage;
import io.draftgate.detection.feature.Reading;
import io.draftgate.detection.likelihood.TokenSpans;
import io.draftgate.detection.text.NormalisedText;
import io.draftgate.gpt2.tokenizer.BytePairEncoding;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Judges a text sentence by sentence. Confined to one call of {@link Detector#sentences}. */
final class SentenceScorer {

    /** Characters that are judged together at least; below this even an own draft is often undecided. */
    private static final int WINDOW = 160;

    /** Shorter sentences ("No.") go with the next one. */
    private static final int MIN_SENTENCE = 12;

    /** Judges one window. */
    @FunctionalInterface
    interface Judge {
        OptionalDouble probability(Passage window);
    }

    private final NormalisedText text;
    private final Passage passage;
    private final Reading reading;
    private final TokenSpans spans;
    private final Judge judge;

    SentenceScorer(NormalisedText text, Passage passage, Reading reading, BytePairEncoding encoding, Judge judge) {
        this.text = text;
        this.passage = passage;
        this.reading = reading;
        this.spans = TokenSpans.of(passage.text(), encoding);
        this.judge = judge;
    }

    SentenceScores score() {
        List<int[]> borders = borders(passage.text());
        List<Sentence> sentences = new ArrayList<>();
        for (int i = 0; i < borders.size(); i++) {
            int from = i;
            int to = i;
            boolean grows = true;
            while (grows && borders.get(to)[1] - borders.get(from)[0] < WINDOW) {
                grows = from > 0 || to + 1 < borders.size();
                from = Math.max(0, from - 1);
                to = Math.min(borders.size() - 1, to + 1);
            }
            int[] sentence = borders.get(i);
            sentences.add(new Sentence(
                    text.origin(sentence[0]),
                    text.origin(sentence[1]),
                    judge(borders.get(from)[0], borders.get(to)[1])));
        }
        return new SentenceScores(sentences);
    }

    private OptionalDouble judge(int from, int to) {
        Passage window = passage.part(from, to);
        return window.isProse() ? judge.probability(window.with(spans.cut(reading, from, to))) : OptionalDouble.empty();
    }

    private static List<int[]> borders(String text) {
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        breaks.setText(text);
        List<int[]> borders = new ArrayList<>();
        int start = 0;
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            if (end - start >= MIN_SENTENCE || end == text.length()) {
                borders.add(new int[] {start, withoutSpace(text, start, end)});
                start = end;
            }
        }
        return borders;
    }

    private static int withoutSpace(String text, int start, int end) {
        int last = end;
        while (last > start && text.charAt(last - 1) == ' ') {
            last--;
        }
        return last;
    }
}
