package io.draftgate.gpt2.sampling;

import io.draftgate.gpt2.Shaping;
import java.util.Set;

/**
 * Makes of the model's distribution the one a token is drawn from, by the steps of this package: a function of its arguments
 * alone, so that whoever has them can draw again. Reuses its memory; confined to one thread.
 *
 * <pre>{@code
 * Candidates candidates = recipe.candidates(distribution, shaping, history, Set.of());
 * int id = candidates.pick(Philox.uniform(seed, completion, position));
 * }</pre>
 */
public final class Recipe {
    private final int endOfText;
    private final float[] scores;
    private final Candidates candidates;

    /** @param endOfText the token that no penalty touches */
    public Recipe(int vocabularySize, int endOfText) {
        this.endOfText = endOfText;
        scores = new float[vocabularySize];
        candidates = new Candidates(vocabularySize);
    }

    /**
     * What can be drawn next.
     *
     * @param own the model's distribution
     * @param history prompt and completion so far; looked at only if {@link Shaping#readsHistory}
     * @param suppressed tokens that must not be drawn at this place
     * @return valid until the next call
     * @throws ArithmeticException if no token is left
     */
    public Candidates candidates(Distribution own, Shaping shaping, History history, Set<Integer> suppressed) {
        if (!shaping.changesScores() && suppressed.isEmpty()) {
            candidates.of(own.logProbabilities(), own.likeliest(), shaping);
            return candidates;
        }
        System.arraycopy(own.logProbabilities(), 0, scores, 0, scores.length);
        shaping.logitBias().keySet().forEach(id -> change(id, own, shaping, history));
        if (shaping.readsHistory()) {
            history.forEach(id -> change(id, own, shaping, history));
        }
        suppressed.forEach(id -> scores[id] = Float.NEGATIVE_INFINITY);
        candidates.of(scores, likeliest(), shaping);
        return candidates;
    }

    /** Computed from the log-probability each time, so that a token that has bias and penalties may come twice. */
    private void change(int id, Distribution own, Shaping shaping, History history) {
        double bias = shaping.logitBias().getOrDefault(id, 0.0);
        double score = own.logProbabilities()[id] + bias;
        if (shaping.readsHistory() && id != endOfText) {
            score = penalised(score, shaping, history, id);
        }
        scores[id] = bias == Shaping.MIN_BIAS ? Float.NEGATIVE_INFINITY : (float) score;
    }

    private static double penalised(double before, Shaping shaping, History history, int id) {
        double score = before;
        if (history.contains(id)) {
            score = score > 0 ? score / shaping.repetitionPenalty() : score * shaping.repetitionPenalty();
        }
        int count = history.inCompletion(id);
        return count == 0 ? score : score - shaping.presencePenalty() - count * shaping.frequencyPenalty();
    }

    private int likeliest() {
        int likeliest = 0;
        for (int id = 1; id < scores.length; id++) {
            if (scores[id] > scores[likeliest]) {
                likeliest = id;
            }
        }
        if (scores[likeliest] == Float.NEGATIVE_INFINITY) {
            throw new ArithmeticException("no token is left to draw: all are forbidden");
        }
        return likeliest;
    }
}
