package io.draftgate.detection;

import java.util.List;

/**
 * A verdict with everything a person needs to judge it. Immutable.
 *
 * @param features that carried the score, the strongest first; none where nothing could be measured
 * @param sentences how suspicious each part of the text is
 * @param tokens as the language model saw them, in order; of a long text its beginning
 */
public record ExplainedDetection(
        Detection detection, List<FeatureNote> features, SentenceScores sentences, List<RankedToken> tokens) {

    public ExplainedDetection {
        features = List.copyOf(features);
        tokens = List.copyOf(tokens);
    }

    /**
     * A feature in which the text differs from human text.
     *
     * @param feature its name, e.g. {@code books.band-1}
     * @param value of the text
     * @param human mean of human text of this length
     * @param weight what it adds to the score, in deviations of human text; below 0 it speaks for a person
     * @param text one line for people
     */
    public record FeatureNote(String feature, double value, double human, double weight, String text) {}

    /**
     * A token as the language model saw it.
     *
     * @param start UTF-16 index into the original text
     * @param end UTF-16 index after the last character
     * @param rank 1 = the likeliest at this place
     * @param logProbability natural logarithm, at most 0
     */
    public record RankedToken(int start, int end, int rank, double logProbability) {}
}
