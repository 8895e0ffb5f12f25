package io.draftgate.cli.evaluation.metric;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * BLEU of a corpus with one reference a sentence: the geometric mean of the precisions of 1- to 4-grams, times a penalty for
 * brevity. Words keep their case; punctuation stands alone, but for the full stop or comma between digits. Confined to one thread.
 *
 * @see <a href="https://aclanthology.org/P02-1040/">Papineni et al. 2002</a>
 */
public final class Bleu {
    private static final int LONGEST = 4;

    private final long[] common = new long[LONGEST];
    private final long[] said = new long[LONGEST];
    private long length;
    private long referenceLength;

    /** Takes note of a translation and that of a person. */
    public void add(String translation, String reference) {
        List<String> words = words(translation);
        List<String> wanted = words(reference);
        length += words.size();
        referenceLength += wanted.size();
        for (int n = 1; n <= LONGEST; n++) {
            Map<List<String>, Integer> wantedGrams = grams(n, wanted);
            for (Map.Entry<List<String>, Integer> gram : grams(n, words).entrySet()) {
                said[n - 1] += gram.getValue();
                common[n - 1] += Math.min(gram.getValue(), wantedGrams.getOrDefault(gram.getKey(), 0));
            }
        }
    }

    /** Of all that was added, 0 to 100; 0 if no 4-gram is in common. */
    public double score() {
        double logPrecision = 0;
        for (int n = 0; n < LONGEST; n++) {
            if (common[n] == 0) {
                return 0;
            }
            logPrecision += Math.log((double) common[n] / said[n]) / LONGEST;
        }
        double brevity = length >= referenceLength ? 0 : 1 - (double) referenceLength / length;
        return 100 * Math.exp(logPrecision + brevity);
    }

    private static Map<List<String>, Integer> grams(int n, List<String> words) {
        return IntStream.rangeClosed(0, words.size() - n)
                .mapToObj(at -> words.subList(at, at + n))
                .collect(Collectors.toMap(gram -> gram, gram -> 1, Integer::sum, HashMap::new));
    }

    private static List<String> words(String text) {
        String apart = text.replaceAll("([^\\p{L}\\p{N}\\s.,'\u2019-])", " $1 ")
                .replaceAll("(?<![0-9])([.,])", " $1 ")
                .replaceAll("([.,])(?![0-9])", " $1 ");
        return Arrays.stream(apart.split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
