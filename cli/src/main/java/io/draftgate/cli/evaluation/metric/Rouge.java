package io.draftgate.cli.evaluation.metric;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How much of a reference summary a summary holds, as F1: n-grams in common, or the longest common row of words over the whole text.
 * Words are runs of letters a to z and digits in lower case; nothing is stemmed.
 *
 * @see <a href="https://aclanthology.org/W04-1013/">Lin 2004, ROUGE</a>
 */
public final class Rouge {

    private Rouge() {}

    /**
     * F1 over n-grams.
     *
     * @return 0 to 1
     */
    public static double ofGrams(int n, String summary, String reference) {
        Map<List<String>, Integer> said = grams(n, words(summary));
        Map<List<String>, Integer> wanted = grams(n, words(reference));
        long common = said.entrySet().stream()
                .mapToLong(gram -> Math.min(gram.getValue(), wanted.getOrDefault(gram.getKey(), 0)))
                .sum();
        return f1(common, total(said), total(wanted));
    }

    /**
     * F1 over the longest common subsequence of words.
     *
     * @return 0 to 1
     */
    public static double ofLongestRow(String summary, String reference) {
        List<String> said = words(summary);
        List<String> wanted = words(reference);
        int[] row = new int[wanted.size() + 1];
        for (String word : said) {
            int diagonal = 0;
            for (int i = 1; i <= wanted.size(); i++) {
                int above = row[i];
                row[i] = word.equals(wanted.get(i - 1)) ? diagonal + 1 : Math.max(above, row[i - 1]);
                diagonal = above;
            }
        }
        return f1(row[wanted.size()], said.size(), wanted.size());
    }

    private static double f1(long common, long said, long wanted) {
        return said + wanted == 0 ? 0 : 2.0 * common / (said + wanted);
    }

    private static Map<List<String>, Integer> grams(int n, List<String> words) {
        return IntStream.rangeClosed(0, words.size() - n)
                .mapToObj(at -> words.subList(at, at + n))
                .collect(Collectors.toMap(gram -> gram, gram -> 1, Integer::sum, HashMap::new));
    }

    private static long total(Map<List<String>, Integer> grams) {
        return grams.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
