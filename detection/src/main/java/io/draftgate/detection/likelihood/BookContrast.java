package io.draftgate.detection.likelihood;

import io.draftgate.detection.feature.FeatureRoom;
import io.draftgate.detection.feature.Moments;
import io.draftgate.detection.feature.Passage;
import io.draftgate.detection.feature.Reading;
import io.draftgate.detection.ngram.NgramModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a second model expects of the same tokens. A text that the language model drew from its whole distribution is as
 * likely to it as human text is; what gives it away is that it is likely to <em>nobody else</em>. The second model is the
 * n-gram model of books, which errs elsewhere (the idea of Hans et al. 2024, <a
 * href="https://arxiv.org/abs/2401.12070">Binoculars</a>): told are its log-probability, the difference of the two, and
 * what a mixture of both gains over the language model alone, which for text by the language model is a loss. All NaN for
 * a passage that was not read. Immutable, thread-safe.
 */
public final class BookContrast implements FeatureRoom {

    private static final int MIN_TOKENS = 12;

    /** Shares of the n-gram model in the mixtures. */
    private static final double[] SHARES = {0.2, 0.5};

    private static final List<String> NAMES = columns();

    private final NgramModel books;

    /**
     * A room over the language model's own tokens.
     *
     * @param books counted in those tokens
     */
    public BookContrast(NgramModel books) {
        this.books = books;
    }

    @Override
    public List<String> names() {
        return NAMES;
    }

    @Override
    public double[] measure(Passage passage) {
        return passage.reading()
                .filter(reading -> reading.size() >= MIN_TOKENS)
                .map(this::measure)
                .orElseGet(() -> {
                    double[] unknown = new double[NAMES.size()];
                    Arrays.fill(unknown, Double.NaN);
                    return unknown;
                });
    }

    private double[] measure(Reading reading) {
        int n = Math.min(reading.size(), Likelihoods.MAX_TOKENS);
        double[] second = books.score(
                reading.tokenIds().stream().limit(n).mapToInt(Integer::intValue).toArray());
        double[][] series = new double[2 + SHARES.length][n];
        for (int t = 0; t < n; t++) {
            double first = reading.trace().logProbabilities().get(t);
            series[0][t] = second[t];
            series[1][t] = first - second[t];
            for (int s = 0; s < SHARES.length; s++) {
                // log((share q + (1 - share) p) / p)
                series[2 + s][t] = Math.log(1 - SHARES[s] + SHARES[s] * Math.exp(second[t] - first));
            }
        }
        double[] figures = new double[NAMES.size()];
        int at = 0;
        for (double[] values : series) {
            double[] moments = Moments.of(values);
            System.arraycopy(moments, 0, figures, at, moments.length);
            at += moments.length;
        }
        return figures;
    }

    private static List<String> columns() {
        List<String> names = new ArrayList<>();
        List<String> series = new ArrayList<>(List.of("books", "difference"));
        for (double share : SHARES) {
            series.add("mixture-" + Math.round(100 * share));
        }
        for (String name : series) {
            Moments.NAMES.forEach(moment -> names.add("contrast." + name + "-" + moment));
        }
        return List.copyOf(names);
    }
}
