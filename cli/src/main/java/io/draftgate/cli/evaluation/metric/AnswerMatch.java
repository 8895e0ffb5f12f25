package io.draftgate.cli.evaluation.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Compares a short answer with those of people, as SQuAD and CoQA do: case, punctuation and articles do not count.
 *
 * @see <a href="https://arxiv.org/abs/1808.07042">Reddy et al. 2019, CoQA, section 6.1</a>
 */
public final class AnswerMatch {
    private static final Set<String> ARTICLES = Set.of("a", "an", "the");

    private AnswerMatch() {}

    /** Whether an answer is one of those of people. */
    public static boolean isExact(String answer, List<String> golds) {
        return golds.stream().anyMatch(gold -> words(gold).equals(words(answer)));
    }

    /**
     * The best F1 of an answer against those of people, over words. With several, each is left out in turn and the mean is taken,
     * so that a person's own answer can be scored in the same way.
     *
     * @return 0 to 1
     */
    public static double f1(String answer, List<String> golds) {
        if (golds.size() == 1) {
            return f1(answer, golds.get(0));
        }
        return IntStream.range(0, golds.size())
                .mapToDouble(left -> IntStream.range(0, golds.size())
                        .filter(i -> i != left)
                        .mapToDouble(i -> f1(answer, golds.get(i)))
                        .max()
                        .orElse(0))
                .average()
                .orElse(0);
    }

    private static double f1(String answer, String gold) {
        List<String> said = words(answer);
        List<String> wanted = words(gold);
        if (said.isEmpty() || wanted.isEmpty()) {
            return said.equals(wanted) ? 1 : 0;
        }
        List<String> rest = new ArrayList<>(wanted);
        long common = said.stream().filter(rest::remove).count();
        return 2.0 * common / (said.size() + wanted.size());
    }

    private static List<String> words(String text) {
        String plain = text.toLowerCase(Locale.ROOT).replaceAll("\\p{Punct}", "");
        return Arrays.stream(plain.split("\\s+"))
                .filter(word -> !word.isEmpty() && !ARTICLES.contains(word))
                .toList();
    }
}
