package io.draftgate.detection.surface;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Words as numbers, equal ones alike, counted from 0: figures over windows then need arrays, not maps of texts. Confined to one
 * measurement.
 */
final class NumberedWords {

    private final int[] numbers;
    private final int different;

    private NumberedWords(int[] numbers, int different) {
        this.numbers = numbers;
        this.different = different;
    }

    static NumberedWords of(List<String> words) {
        Map<String, Integer> known = new HashMap<>(words.size() * 2);
        int[] numbers = new int[words.size()];
        for (int i = 0; i < numbers.length; i++) {
            Integer number = known.putIfAbsent(words.get(i), known.size());
            numbers[i] = number == null ? known.size() - 1 : number;
        }
        return new NumberedWords(numbers, known.size());
    }

    /** Mean over all windows of the share of distinct words; NaN if there is no window. */
    double typeTokenRatio(int window) {
        if (numbers.length < window) {
            return Double.NaN;
        }
        int[] counts = new int[different];
        int types = 0;
        long sum = 0;
        for (int i = 0; i < numbers.length; i++) {
            types += counts[numbers[i]]++ == 0 ? 1 : 0;
            if (i >= window) {
                types -= --counts[numbers[i - window]] == 0 ? 1 : 0;
            }
            if (i >= window - 1) {
                sum += types;
            }
        }
        return (double) sum / window / (numbers.length - window + 1);
    }

    /** Mean over windows half a window apart of the share of words used once in them; NaN if there is no window. */
    double onceRate(int window) {
        if (numbers.length < window) {
            return Double.NaN;
        }
        double sum = 0;
        int windows = 0;
        for (int start = 0; start + window <= numbers.length; start += window / 2) {
            int[] counts = new int[different];
            int once = 0;
            for (int i = start; i < start + window; i++) {
                int count = ++counts[numbers[i]];
                once += count == 1 ? 1 : count == 2 ? -1 : 0;
            }
            sum += (double) once / window;
            windows++;
        }
        return sum / windows;
    }

    /**
     * Share of words last used at most {@code distance} and more than half of it ago; NaN with fewer words than {@code
     * least} beyond the distance.
     */
    double returnRate(int distance, int least) {
        if (numbers.length < distance + least) {
            return Double.NaN;
        }
        int[] last = new int[different];
        int returned = 0;
        for (int i = 0; i < numbers.length; i++) {
            // Positions count from 1, so that 0 says: not yet.
            int before = last[numbers[i]] - 1;
            if (before >= 0 && i - before <= distance && i - before > distance / 2) {
                returned++;
            }
            last[numbers[i]] = i + 1;
        }
        return (double) returned / numbers.length;
    }

    /**
     * Share of the sequences among the first words that were there before; NaN with fewer than {@code least} of them.
     *
     * @param length at most 4: the numbers of so many words fit into a long
     */
    double repeatedSequences(int length, int words, int least) {
        int sequences = Math.min(numbers.length, words) - length + 1;
        if (sequences < least) {
            return Double.NaN;
        }
        long[] packed = new long[sequences];
        for (int i = 0; i < sequences; i++) {
            for (int word = i; word < i + length; word++) {
                packed[i] = packed[i] << Short.SIZE | numbers[word];
            }
        }
        Arrays.sort(packed);
        int repeated = 0;
        for (int i = 1; i < sequences; i++) {
            repeated += packed[i] == packed[i - 1] ? 1 : 0;
        }
        return (double) repeated / sequences;
    }
}
