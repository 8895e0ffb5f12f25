package io.draftgate.detection;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How machine-like each sentence of a text is. A sentence alone is too short to judge: each is judged together with its
 * neighbours, so that a figure tells where a text is suspicious, not who wrote that sentence. Immutable.
 *
 * @param sentences in order; none where there is no prose. Long texts are judged by their beginning
 */
public record SentenceScores(List<Sentence> sentences) {

    public SentenceScores {
        sentences = List.copyOf(sentences);
    }

    /**
     * One sentence.
     *
     * @param start UTF-16 index into the original text
     * @param end UTF-16 index after the last character
     * @param probability of machine text around here, 0 to 1, at even odds; empty where the text is too short to tell
     */
    public record Sentence(int start, int end, OptionalDouble probability) {

        public Sentence {
            if (start < 0 || end < start) {
                throw new IllegalArgumentException("sentence is " + start + "-" + end + ", expected 0 <= start <= end");
            }
        }
    }
}
