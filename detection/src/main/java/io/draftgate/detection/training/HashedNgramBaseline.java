package io.draftgate.detection.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;

/**
 * A weight for every hashed sequence of one or two words and of three or four characters, by a logistic regression. Counts are
 * taken as one plus their logarithm, texts as vectors of length 1.
 *
 * @see <a href="https://arxiv.org/abs/0902.2206">Weinberger et al. 2009, Feature Hashing for Large Scale Multitask Learning</a>
 */
final class HashedNgramBaseline {
    private static final int BUCKETS = 1 << 18;
    private static final int LEAST_CHARACTERS = 3;
    private static final int MOST_CHARACTERS = 4;
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final LogisticBaseline regression;

    private HashedNgramBaseline(LogisticBaseline regression) {
        this.regression = regression;
    }

    static HashedNgramBaseline train(List<TrainingText> texts) {
        MutableDataset<Label> rows = LogisticBaseline.dataset("hashed n-grams");
        for (TrainingText text : texts) {
            rows.add(example(LogisticBaseline.label(text), text));
        }
        return new HashedNgramBaseline(LogisticBaseline.train(rows));
    }

    /** Log-odds of machine text. */
    double score(TrainingText text) {
        return regression.logOdds(example(new Label(Label.UNKNOWN), text));
    }

    private static Example<Label> example(Label label, TrainingText text) {
        Map<Integer, Integer> counts = counts(text.passage().text().toLowerCase(Locale.ROOT));
        double squares = 0;
        for (int count : counts.values()) {
            squares += weight(count) * weight(count);
        }
        double length = Math.sqrt(squares);
        List<Feature> features = new ArrayList<>(counts.size());
        counts.forEach((bucket, count) -> features.add(new Feature("b" + bucket, weight(count) / length)));
        return new ArrayExample<>(label, features);
    }

    private static double weight(int count) {
        return 1 + Math.log(count);
    }

    private static Map<Integer, Integer> counts(String text) {
        Map<Integer, Integer> counts = new HashMap<>();
        String before = "";
        for (String word : SPACE.split(text, -1)) {
            count(counts, "word " + word);
            count(counts, "pair " + before + ' ' + word);
            before = word;
        }
        for (int length = LEAST_CHARACTERS; length <= MOST_CHARACTERS; length++) {
            for (int begin = 0; begin + length <= text.length(); begin++) {
                count(counts, text.substring(begin, begin + length));
            }
        }
        return counts;
    }

    private static void count(Map<Integer, Integer> counts, String ngram) {
        counts.merge(Math.floorMod(ngram.hashCode(), BUCKETS), 1, Integer::sum);
    }
}
