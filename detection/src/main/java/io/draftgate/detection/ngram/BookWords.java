package io.draftgate.detection.ngram;

import io.draftgate.detection.feature.FeatureRoom;
import io.draftgate.detection.feature.Moments;
import io.draftgate.detection.feature.Passage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How rare the words of a passage are in books. Immutable, thread-safe. */
public final class BookWords implements FeatureRoom {

    /** Upper ends of bands of log-probability in nats; a frequent word such as "the" has about -3. */
    private static final double[] BANDS = {-13, -11.5, -10.5, -9.5, -8.5, -7.5, -6.5, -5};

    private static final List<String> NAMES = columns();

    private final Symbols words = new WordSymbols();
    private final NgramModel frequencies;

    /**
     * A room over word frequencies.
     *
     * @param frequencies a model of order 1
     */
    public BookWords(NgramModel frequencies) {
        this.frequencies = frequencies;
    }

    @Override
    public List<String> names() {
        return NAMES;
    }

    @Override
    public double[] measure(Passage passage) {
        double[] figures = new double[NAMES.size()];
        double[] sorted = frequencies.score(words.of(passage));
        if (sorted.length < Passage.MIN_WORDS) {
            Arrays.fill(figures, Double.NaN);
            return figures;
        }
        Arrays.sort(sorted);
        double mean = Arrays.stream(sorted).average().orElse(0);
        double variance = Arrays.stream(sorted)
                .map(x -> (x - mean) * (x - mean))
                .average()
                .orElse(0);
        figures[0] = mean;
        figures[1] = Math.sqrt(variance);
        figures[2] = Moments.quantile(sorted, .10);
        figures[3] = Moments.quantile(sorted, .25);
        for (double logarithm : sorted) {
            int band = 0;
            while (band < BANDS.length && logarithm > BANDS[band]) {
                band++;
            }
            figures[4 + band] += 1.0 / sorted.length;
        }
        return figures;
    }

    private static List<String> columns() {
        List<String> names = new ArrayList<>(List.of("books.mean", "books.sd", "books.q10", "books.q25"));
        for (int band = 0; band <= BANDS.length; band++) {
            names.add("books.band-" + band);
        }
        return List.copyOf(names);
    }
}
