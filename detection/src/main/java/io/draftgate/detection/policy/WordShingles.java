package io.draftgate.detection.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The runs of so many words in a row in a text, hashed.
 *
 * @param words where they stand
 * @param hashes of the run that begins with each word but the last ones
 */
@SuppressWarnings("ArrayRecordComponent") // made and used in one call
record WordShingles(List<Span> words, long[] hashes, int length) {

    /** A longer word is cut, so that no text costs more than its characters. */
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]{1,100}");

    static WordShingles of(String text, int length) {
        List<Span> words = new ArrayList<>();
        List<Integer> wordHashes = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(new Span(matcher.start(), matcher.end()));
            wordHashes.add(matcher.group().toLowerCase(Locale.ROOT).hashCode());
        }
        long[] hashes = new long[Math.max(0, words.size() - length + 1)];
        for (int i = 0; i < hashes.length; i++) {
            long hash = length;
            for (int w = 0; w < length; w++) {
                hash = (hash ^ wordHashes.get(i + w)) * 0x9E3779B97F4A7C15L;
                hash ^= hash >>> 32;
            }
            hashes[i] = hash;
        }
        return new WordShingles(words, hashes, length);
    }

    /** Where runs stand that a predicate knows; runs that overlap are one piece. */
    List<Span> where(LongPredicate known) {
        List<Span> spans = new ArrayList<>();
        int start = -1;
        int last = -1;
        for (int i = 0; i < hashes.length && spans.size() < Rule.MAX_EVIDENCE; i++) {
            if (known.test(hashes[i])) {
                if (start >= 0 && i > last + 1) {
                    spans.add(new Span(words.get(start).start(), words.get(last).end()));
                    start = -1;
                }
                start = start < 0 ? i : start;
                last = i + length - 1;
            }
        }
        if (start >= 0) {
            spans.add(new Span(words.get(start).start(), words.get(last).end()));
        }
        return spans;
    }
}
