package io.draftgate.detection.ngram;

import io.draftgate.detection.feature.FeatureRoom;
import io.draftgate.detection.feature.Moments;
import io.draftgate.detection.feature.Passage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What models of human, truncated and untruncated machine text and of books make of a passage: log-likelihood ratios
 * token by token, told in moments, and how long the sequences are that each model knows. Immutable, thread-safe.
 */
public final class LikelihoodRatios implements FeatureRoom {

    /** The first tokens have hardly any context and say little. */
    private static final int SKIPPED = 2;

    private static final int MIN_TOKENS = 12;

    private static final List<String> SERIES = List.of(
            "truncated-human",
            "untruncated-human",
            "truncated-untruncated",
            "machine-human",
            "human",
            "books",
            "books-human");

    private final Symbols symbols;
    private final ClassModels models;
    private final int order;
    private final List<String> names;

    /**
     * A room over four models that read the same symbols.
     *
     * @param name of the room, e.g. {@code masked}
     */
    public LikelihoodRatios(String name, Symbols symbols, ClassModels models) {
        this.symbols = symbols;
        this.models = models;
        this.order = models.all().stream().mapToInt(NgramModel::order).max().orElseThrow();
        this.names = columns(name);
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public double[] measure(Passage passage) {
        double[] figures = new double[names.size()];
        NgramHashes hashes = NgramHashes.of(symbols.of(passage), order);
        if (hashes.length() < MIN_TOKENS + SKIPPED) {
            Arrays.fill(figures, Double.NaN);
            return figures;
        }
        int n = hashes.length();
        int[][] matched = new int[4][n];
        double[] human = models.human().score(hashes, matched[0]);
        double[] truncated = models.truncated().score(hashes, matched[1]);
        double[] untruncated = models.untruncated().score(hashes, matched[2]);
        double[] books = models.books().score(hashes, matched[3]);
        double[][] series = new double[SERIES.size()][n - SKIPPED];
        for (int t = SKIPPED; t < n; t++) {
            int at = t - SKIPPED;
            series[0][at] = truncated[t] - human[t];
            series[1][at] = untruncated[t] - human[t];
            series[2][at] = truncated[t] - untruncated[t];
            series[3][at] = logMean(truncated[t], untruncated[t]) - human[t];
            series[4][at] = human[t];
            series[5][at] = books[t];
            series[6][at] = books[t] - human[t];
        }
        int at = 0;
        for (double[] values : series) {
            double[] moments = Moments.of(values);
            System.arraycopy(moments, 0, figures, at, moments.length);
            at += moments.length;
        }
        double humanLength = meanLength(matched[0]);
        figures[at] = humanLength;
        figures[at + 1] = meanLength(matched[1]) - humanLength;
        figures[at + 2] = meanLength(matched[2]) - humanLength;
        figures[at + 3] = meanLength(matched[3]);
        return figures;
    }

    private List<String> columns(String name) {
        List<String> columns = new ArrayList<>();
        for (String series : SERIES) {
            Moments.NAMES.forEach(moment -> columns.add(name + "." + series + "-" + moment));
        }
        for (String series : List.of("human", "truncated", "untruncated", "books")) {
            columns.add(name + ".known-length-" + series);
        }
        return List.copyOf(columns);
    }

    private static double logMean(double a, double b) {
        double high = Math.max(a, b);
        return high + Math.log((Math.exp(a - high) + Math.exp(b - high)) / 2);
    }

    private static double meanLength(int[] lengths) {
        long sum = 0;
        for (int t = SKIPPED; t < lengths.length; t++) {
            sum += lengths[t];
        }
        return (double) sum / (lengths.length - SKIPPED);
    }
}
