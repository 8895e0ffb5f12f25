package io.draftgate.gpt2.task;

import io.draftgate.gpt2.Completion;
import io.draftgate.gpt2.Generation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a model makes of a {@link Cloze}. Immutable.
 *
 * @param completion the likeliest choice, of equal ones the first; its text is the choice alone, its tokens those of the rest of the
 *     text, too
 * @param scores one for each choice, in the order of asking
 */
public record Choice(Completion completion, List<Score> scores) {
    public Choice {
        scores = List.copyOf(scores);
    }

    /**
     * How likely a choice is.
     *
     * @param logProbability of it and the rest of the text, natural logarithm
     * @param tokens of both
     */
    public record Score(String choice, double logProbability, int tokens) {}

    /**
     * The choice of an engine.
     *
     * @param generation one completion for each choice, weighed
     */
    public static Choice of(Cloze cloze, Generation generation) {
        List<Score> scores = new ArrayList<>();
        for (Completion weighed : generation.completions()) {
            double logProbability = weighed.trace().logProbabilities().stream()
                    .mapToDouble(Float::doubleValue)
                    .sum();
            int tokens = weighed.tokenIds().size();
            scores.add(new Score(cloze.choices().get(weighed.index()), logProbability, tokens));
        }
        int likeliest = likeliest(scores);
        Completion chosen = generation.completions().get(likeliest);
        var completion =
                new Completion(0, chosen.tokenIds(), cloze.text(likeliest), chosen.finishReason(), chosen.trace());
        return new Choice(completion, scores);
    }

    /**
     * Which one is taken: of equal ones the first.
     *
     * @param scores at least one
     * @return its index
     */
    public static int likeliest(List<Score> scores) {
        int likeliest = 0;
        for (int i = 1; i < scores.size(); i++) {
            likeliest = scores.get(i).logProbability() > scores.get(likeliest).logProbability() ? i : likeliest;
        }
        return likeliest;
    }

    /** [choices] How probable each is, if one of them is right. */
    public List<Double> probabilities() {
        return probabilities(scores.stream().map(Score::logProbability).toList());
    }

    /**
     * How probable each of several is, if one of them is right: in proportion to their probabilities.
     *
     * @param logProbabilities [choices] natural logarithms, at least one
     */
    public static List<Double> probabilities(List<Double> logProbabilities) {
        double highest = Collections.max(logProbabilities);
        List<Double> weights =
                logProbabilities.stream().map(one -> Math.exp(one - highest)).toList();
        double total = weights.stream().mapToDouble(Double::doubleValue).sum();
        return weights.stream().map(weight -> weight / total).toList();
    }
}
