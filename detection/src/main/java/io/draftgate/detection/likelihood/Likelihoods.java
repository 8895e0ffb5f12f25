package io.draftgate.detection.likelihood;

import io.draftgate.detection.feature.FeatureRoom;
import io.draftgate.detection.feature.Moments;
import io.draftgate.detection.feature.Passage;
import io.draftgate.detection.feature.Reading;
import io.draftgate.gpt2.TokenTrace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Moments of log-probability and of its excess over what the model expected (log p + entropy: the curvature of Bao et al.
 * 2023, <a href="https://arxiv.org/abs/2310.05130">Fast-DetectGPT</a>), of log-rank, and shares of ranks (Gehrmann et al.
 * 2019, <a href="https://arxiv.org/abs/1906.04043">GLTR</a>). All NaN for a passage that was not read.
 */
public final class Likelihoods implements FeatureRoom {

    /** Tokens of a text that are looked at; the engine's time is worth more than a sharper figure. */
    public static final int MAX_TOKENS = 200;

    private static final int MIN_TOKENS = 12;
    private static final int[] RANKS = {1, 3, 10, 40, 50, 100, 1000};
    private static final List<String> NAMES = columns();

    @Override
    public List<String> names() {
        return NAMES;
    }

    @Override
    public double[] measure(Passage passage) {
        return passage.reading()
                .map(Reading::trace)
                .filter(trace -> trace.size() >= MIN_TOKENS)
                .map(Likelihoods::measure)
                .orElseGet(() -> {
                    double[] unknown = new double[NAMES.size()];
                    Arrays.fill(unknown, Double.NaN);
                    return unknown;
                });
    }

    private static double[] measure(TokenTrace trace) {
        int n = Math.min(trace.size(), MAX_TOKENS);
        double[] logProbability = new double[n];
        double[] excess = new double[n];
        double[] logRank = new double[n];
        double entropy = 0;
        int[] within = new int[RANKS.length];
        for (int t = 0; t < n; t++) {
            logProbability[t] = trace.logProbabilities().get(t);
            excess[t] = logProbability[t] + trace.entropies().get(t);
            logRank[t] = Math.log(trace.ranks().get(t));
            entropy += trace.entropies().get(t);
            for (int r = 0; r < RANKS.length; r++) {
                within[r] += trace.ranks().get(t) <= RANKS[r] ? 1 : 0;
            }
        }
        double[] figures = new double[NAMES.size()];
        int at = append(Moments.of(logProbability), figures, 0);
        double[] excessMoments = Moments.of(excess);
        at = append(excessMoments, figures, at);
        double[] rankMoments = Moments.of(logRank);
        at = append(rankMoments, figures, at);
        for (int count : within) {
            figures[at++] = (double) count / n;
        }
        Arrays.sort(logRank);
        Arrays.sort(excess);
        figures[at++] = logRank[n - 1];
        figures[at++] = logRank[n - 1 - n / 20];
        figures[at++] = excess[0];
        figures[at++] = entropy / n;
        figures[at++] = excessMoments[0] * Math.sqrt(n) / Math.max(excessMoments[1], 0.1);
        figures[at] = -figures[0] / Math.max(rankMoments[0], 0.1);
        return figures;
    }

    private static int append(double[] part, double[] figures, int at) {
        System.arraycopy(part, 0, figures, at, part.length);
        return at + part.length;
    }

    private static List<String> columns() {
        List<String> names = new ArrayList<>();
        for (String series : List.of("log-probability", "excess", "log-rank")) {
            Moments.NAMES.forEach(moment -> names.add("likelihood." + series + "-" + moment));
        }
        for (int rank : RANKS) {
            names.add("likelihood.rank-within-" + rank);
        }
        names.addAll(List.of(
                "likelihood.log-rank-max",
                "likelihood.log-rank-top-twentieth",
                "likelihood.excess-min",
                "likelihood.entropy-mean",
                "likelihood.curvature",
                "likelihood.probability-per-rank"));
        return List.copyOf(names);
    }
}
