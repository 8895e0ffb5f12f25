package io.draftgate.cli.bench;

import java.util.Random;
import java.util.StringJoiner;

/**
 * Made-up words, as unevenly frequent as those of a language (Zipf's law): the first is in nearly every text, most are rare.
 * Confined to one thread.
 */
final class SyntheticWords {
    private static final int VOCABULARY = 20_000;
    private static final String[] SYLLABLES = {"ba", "de", "fi", "go", "lu", "ma", "ne", "pi", "ro", "su", "ta", "ve"};

    private final Random random;
    private final double[] cumulative = new double[VOCABULARY];

    SyntheticWords(long seed) {
        this.random = new Random(seed);
        double sum = 0;
        for (int rank = 0; rank < VOCABULARY; rank++) {
            sum += 1.0 / (rank + 1);
            cumulative[rank] = sum;
        }
    }

    /** The word of a rank, from 0; the lower, the more frequent. */
    static String word(int rank) {
        StringBuilder word = new StringBuilder();
        int rest = rank + SYLLABLES.length;
        while (rest > 0) {
            word.append(SYLLABLES[rest % SYLLABLES.length]);
            rest /= SYLLABLES.length;
        }
        return word.toString();
    }

    /** So many words, drawn. */
    String next(int count) {
        StringJoiner text = new StringJoiner(" ");
        for (int i = 0; i < count; i++) {
            text.add(word(draw()));
        }
        return text.toString();
    }

    private int draw() {
        double point = random.nextDouble() * cumulative[VOCABULARY - 1];
        int low = 0;
        int high = VOCABULARY - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (cumulative[middle] < point) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
