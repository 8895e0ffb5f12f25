package io.draftgate.detection.surface;

import io.draftgate.detection.feature.FeatureRoom;
import io.draftgate.detection.feature.Passage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        NumberedWords numbered = NumberedWords.of(words);
        NumberedWords numberedContent = NumberedWords.of(content);
        for (int window : WINDOWS) {
            figures.put("vocabulary.types-" + window, numbered.typeTokenRatio(window));
        }
        for (int window : CONTENT_WINDOWS) {
            figures.put("vocabulary.content-types-" + window, numberedContent.typeTokenRatio(window));
        }
        figures.put("vocabulary.once-in-40", numbered.onceRate(40));
        for (int distance : DISTANCES) {
            figures.put("vocabulary.again-within-" + distance, numberedContent.returnRate(distance, Passage.MIN_WORDS));
        }
        for (int length = 2; length <= 4; length++) {
            figures.put(
                    "vocabulary.repeated-" + length,
                    numbered.repeatedSequences(length, SEQUENCE_WORDS, Passage.MIN_WORDS));
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

    /** Entropy of runs of so many characters, in nats; up to 3 of them fit into a long. */
    private static double characterEntropy(String text, int length) {
        int characters = 240;
        if (text.length() < characters) {
            return Double.NaN;
        }
        long[] runs = new long[characters - length + 1];
        for (int i = 0; i < runs.length; i++) {
            for (int c = 0; c < length; c++) {
                runs[i] = runs[i] << Character.SIZE | text.charAt(i + c);
            }
        }
        Arrays.sort(runs);
        double entropy = 0;
        int start = 0;
        for (int i = 1; i <= runs.length; i++) {
            if (i == runs.length || runs[i] != runs[start]) {
                double p = (double) (i - start) / runs.length;
                entropy -= p * Math.log(p);
                start = i;
            }
        }
        return entropy;
    }
}
