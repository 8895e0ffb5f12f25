package io.draftgate.detection.surface;

import io.draftgate.detection.feature.FeatureRoom;
import io.draftgate.detection.feature.Passage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a text spends its words: type-token ratios in windows of fixed length, words used once, words that come back at a
 * distance, repeated sequences, word lengths, and how well it compresses. Figures over windows, so that they do not
 * depend on the length of the text.
 */
public final class Vocabulary implements FeatureRoom {

    private static final int[] WINDOWS = {10, 20, 40, 80};
    private static final int[] CONTENT_WINDOWS = {15, 40};
    private static final int[] DISTANCES = {1, 2, 4, 8, 16, 32};
    private static final int[] SEQUENCE_LENGTHS = {2, 3, 4};
    private static final int SEQUENCE_WORDS = 120;
    private static final int[] COMPRESSED_BYTES = {240, 480};
    private static final int[] RUN_LENGTHS = {1, 2, 3};

    private static final List<String> NAMES = columns();

    private final Compression compression = new Compression();

    @Override
    public List<String> names() {
        return NAMES;
    }

    @Override
    public double[] measure(Passage passage) {
        double[] figures = new double[NAMES.size()];
        List<String> words = passage.lowerWords();
        List<String> content = new ArrayList<>(words.size());
        for (String word : words) {
            if (!WordClasses.isClosed(word)) {
                content.add(word);
            }
        }
        NumberedWords numbered = NumberedWords.of(words);
        NumberedWords numberedContent = NumberedWords.of(content);
        int at = 0;
        for (int window : WINDOWS) {
            figures[at++] = numbered.typeTokenRatio(window);
        }
        for (int window : CONTENT_WINDOWS) {
            figures[at++] = numberedContent.typeTokenRatio(window);
        }
        figures[at++] = numbered.onceRate(40);
        for (int distance : DISTANCES) {
            figures[at++] = numberedContent.returnRate(distance, Passage.MIN_WORDS);
        }
        for (int length : SEQUENCE_LENGTHS) {
            figures[at++] = numbered.repeatedSequences(length, SEQUENCE_WORDS, Passage.MIN_WORDS);
        }
        for (double figure : lengths(words)) {
            figures[at++] = figure;
        }
        figures[at++] = share(words.size() - content.size(), words.size());
        for (int bytes : COMPRESSED_BYTES) {
            figures[at++] = compression.ratio(passage.text(), bytes);
        }
        for (int length : RUN_LENGTHS) {
            figures[at++] = characterEntropy(passage.text(), length);
        }
        return figures;
    }

    private static List<String> columns() {
        List<String> names = new ArrayList<>();
        add(names, "vocabulary.types-", WINDOWS);
        add(names, "vocabulary.content-types-", CONTENT_WINDOWS);
        names.add("vocabulary.once-in-40");
        add(names, "vocabulary.again-within-", DISTANCES);
        add(names, "vocabulary.repeated-", SEQUENCE_LENGTHS);
        names.addAll(List.of(
                "vocabulary.letters-mean",
                "vocabulary.letters-sd",
                "vocabulary.brief-words",
                "vocabulary.long-words",
                "vocabulary.closed-share"));
        add(names, "vocabulary.deflate-", COMPRESSED_BYTES);
        add(names, "vocabulary.character-entropy-", RUN_LENGTHS);
        return List.copyOf(names);
    }

    private static void add(List<String> names, String name, int[] sizes) {
        for (int size : sizes) {
            names.add(name + size);
        }
    }

    private static double share(int part, int whole) {
        return whole < Passage.MIN_WORDS ? Double.NaN : (double) part / whole;
    }

    /** Mean and deviation of the words' lengths, and the shares of short and of long ones. */
    private static double[] lengths(List<String> words) {
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
        return new double[] {
            few ? Double.NaN : mean,
            few ? Double.NaN : Math.sqrt(Math.max(0, squares / words.size() - mean * mean)),
            share(brief, words.size()),
            share(extended, words.size())
        };
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
