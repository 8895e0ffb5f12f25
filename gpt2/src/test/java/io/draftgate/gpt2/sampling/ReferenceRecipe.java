package io.draftgate.gpt2.sampling;

import io.draftgate.gpt2.Shaping;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The recipe a second time, from its words alone: a full sort, all weights, nothing left out. */
record ReferenceRecipe(
        Shaping shaping, List<Integer> prompt, List<Integer> completion, Set<Integer> suppressed, int endOfText) {

    /** The probability with which each token is drawn. */
    double[] probabilities(float[] logProbabilities) {
        float[] scores = scores(logProbabilities);
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(id -> -scores[id]).thenComparing(Comparator.naturalOrder()))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] probabilities = new double[scores.length];
        if (shaping.temperature() == 0) {
            probabilities[order[0]] = 1;
            return probabilities;
        }
        int kept = shaping.topK() == 0 ? scores.length : Math.min(shaping.topK(), scores.length);
        double[] weights = new double[kept];
        for (int i = 0; i < kept; i++) {
            weights[i] = Math.exp(((double) scores[order[i]] - scores[order[0]]) / shaping.temperature());
        }
        double total = Arrays.stream(weights).sum();
        double sum = 0;
        int nucleus = 0;
        while (nucleus < kept && sum < shaping.topP() * total) {
            sum += weights[nucleus++];
        }
        double mass = 0;
        for (int i = 0; i < nucleus; i++) {
            mass += weights[i] >= shaping.minP() ? weights[i] : 0;
        }
        for (int i = 0; i < nucleus; i++) {
            probabilities[order[i]] = weights[i] >= shaping.minP() ? weights[i] / mass : 0;
        }
        return probabilities;
    }

    private float[] scores(float[] logProbabilities) {
        float[] scores = new float[logProbabilities.length];
        for (int id = 0; id < scores.length; id++) {
            double bias = shaping.logitBias().getOrDefault(id, 0.0);
            double score = logProbabilities[id] + bias;
            if (id != endOfText && (prompt.contains(id) || completion.contains(id))) {
                score = score > 0 ? score / shaping.repetitionPenalty() : score * shaping.repetitionPenalty();
            }
            int wanted = id;
            long count = completion.stream().filter(token -> token == wanted).count();
            score -= (count > 0 ? shaping.presencePenalty() : 0) + count * shaping.frequencyPenalty();
            scores[id] = bias == -100 || suppressed.contains(id) ? Float.NEGATIVE_INFINITY : (float) score;
        }
        return scores;
    }
}
