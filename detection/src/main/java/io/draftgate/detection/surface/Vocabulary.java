package io.draftgate.detection.surface;

import io.draftgate.detection.feature.FeatureRoom;
import io.draftgate.detection.feature.Passage;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.Deflater;

/**
 * How a text spends its words: type-token ratios in windows of fixed length, words used once, words that come back at a
 * distance, repeated sequences, word lengths, and how well it compresses. Figures over windows, so that they do not
 * depend on the length of the text.
 */
public final class Vocabulary implements FeatureRoom {

    private static final int[] WINDOWS = {10, 20, 40, 80};
    private static final int[] CONTENT_WINDOWS = {15, 40};
    private static final int[] DISTANCES = {1, 2, 4, 8, 16, 32};
    private static final int SEQUENCE_WORDS = 120;
    private static final int[] COMPRESSED_BYTES = {240, 480};

    private static final List<String> NAMES =
            List.copyOf(new Vocabulary().figures(List.of(), "").keySet());

    @Override
    public List<String> names() {
        return NAMES;
    }

    @Override
    public double[] measure(Passage passage) {
        return figures(passage.lowerWords(), passage.text()).values().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private Map<String, Double> figures(List<String> words, String text) {
        Map<String, Double> figures = new LinkedHashMap<>();
        List<String> content =
                words.stream().filter(word -> !WordClasses.isClosed(word)).toList();
        for (int window : WINDOWS) {
            figures.put("vocabulary.types-" + window, typeTokenRatio(words, window));
        }
        for (int window : CONTENT_WINDOWS) {
            figures.put("vocabulary.content-types-" + window, typeTokenRatio(content, window));
        }
        figures.put("vocabulary.once-in-40", onceRate(words, 40));
        for (int distance : DISTANCES) {
            figures.put("vocabulary.again-within-" + distance, returnRate(content, distance));
        }
        for (int length = 2; length <= 4; length++) {
            figures.put("vocabulary.repeated-" + length, repeatedSequences(words, length));
        }
        putLengths(figures, words);
        figures.put("vocabulary.closed-share", share(words.size() - content.size(), words.size()));
        for (int bytes : COMPRESSED_BYTES) {
            figures.put("vocabulary.deflate-" + bytes, compressed(text, bytes));
        }
        for (int length = 1; length <= 3; length++) {
            figures.put("vocabulary.character-entropy-" + length, characterEntropy(text, length));
        }
        return figures;
    }

    private static double share(int part, int whole) {
        return whole < Passage.MIN_WORDS ? Double.NaN : (double) part / whole;
    }

    /** Mean over all windows of the share of distinct words. */
    private static double typeTokenRatio(List<String> words, int window) {
        if (words.size() < window) {
            return Double.NaN;
        }
        Map<String, Integer> counts = new HashMap<>();
        long sum = 0;
        for (int i = 0; i < words.size(); i++) {
            counts.merge(words.get(i), 1, Integer::sum);
            if (i >= window) {
                counts.computeIfPresent(words.get(i - window), (word, count) -> count == 1 ? null : count - 1);
            }
            if (i >= window - 1) {
                sum += counts.size();
            }
        }
        return (double) sum / window / (words.size() - window + 1);
    }

    /** Mean over windows half a window apart of the share of words used once in them. */
    private static double onceRate(List<String> words, int window) {
        if (words.size() < window) {
            return Double.NaN;
        }
        double sum = 0;
        int windows = 0;
        for (int start = 0; start + window <= words.size(); start += window / 2) {
            Map<String, Integer> counts = new HashMap<>();
            words.subList(start, start + window).forEach(word -> counts.merge(word, 1, Integer::sum));
            sum += (double) counts.values().stream().filter(count -> count == 1).count() / window;
            windows++;
        }
        return sum / windows;
    }

    /** Share of words last used at most {@code distance} and more than half of it ago. */
    private static double returnRate(List<String> words, int distance) {
        if (words.size() < distance + Passage.MIN_WORDS) {
            return Double.NaN;
        }
        Map<String, Integer> last = new HashMap<>();
        int returned = 0;
        for (int i = 0; i < words.size(); i++) {
            Integer before = last.put(words.get(i), i);
            if (before != null && i - before <= distance && i - before > distance / 2) {
                returned++;
            }
        }
        return (double) returned / words.size();
    }

    private static double repeatedSequences(List<String> words, int length) {
        List<String> head = words.subList(0, Math.min(words.size(), SEQUENCE_WORDS));
        int sequences = head.size() - length + 1;
        if (sequences < Passage.MIN_WORDS) {
            return Double.NaN;
        }
        Set<String> seen = new HashSet<>();
        int repeated = 0;
        for (int i = 0; i < sequences; i++) {
            repeated += seen.add(String.join(" ", head.subList(i, i + length))) ? 0 : 1;
        }
        return (double) repeated / sequences;
    }

    private static void putLengths(Map<String, Double> figures, List<String> words) {
        double sum = 0;
        double squares = 0;
        int brief = 0;
        int extended = 0;
        for (String word : words) {
            sum += word.length();
            squares += word.length() * word.length();
            brief += word.length() <= 3 ? 1 : 0;
            extended += word.length() >= 8 ? 1 : 0;
        }
        boolean few = words.size() < Passage.MIN_WORDS;
        double mean = sum / words.size();
        figures.put("vocabulary.letters-mean", few ? Double.NaN : mean);
        figures.put(
                "vocabulary.letters-sd",
                few ? Double.NaN : Math.sqrt(Math.max(0, squares / words.size() - mean * mean)));
        figures.put("vocabulary.brief-words", share(brief, words.size()));
        figures.put("vocabulary.long-words", share(extended, words.size()));
    }

    private static double compressed(String text, int bytes) {
        byte[] head = text.substring(0, Math.min(text.length(), bytes)).getBytes(StandardCharsets.UTF_8);
        if (head.length < bytes) {
            return Double.NaN;
        }
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(head, 0, bytes);
            deflater.finish();
            return (double) deflater.deflate(new byte[2 * bytes]) / bytes;
        } finally {
            deflater.end();
        }
    }

    private static double characterEntropy(String text, int length) {
        int characters = 240;
        if (text.length() < characters) {
            return Double.NaN;
        }
        Map<String, Integer> counts = new HashMap<>();
        int total = characters - length + 1;
        for (int i = 0; i < total; i++) {
            counts.merge(text.substring(i, i + length), 1, Integer::sum);
        }
        double entropy = 0;
        for (int count : counts.values()) {
            double p = (double) count / total;
            entropy -= p * Math.log(p);
        }
        return entropy;
    }
}
