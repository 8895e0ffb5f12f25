package io.draftgate.detection.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds a regular expression, window by window. A window bounds the depth of the matcher's recursion, a budget of
 * character reads bounds its backtracking, so that no pattern and no text can hold a worker.
 */
final class PatternFinder implements Finder {

    /** Characters a match may span at most with certainty: the overlap of two windows. */
    static final int OVERLAP = 200;

    private static final int WINDOW = 2_000;

    /** Reads of a character by all windows of one text together; a harmless pattern needs a few per character. */
    private static final long READS = 20_000_000;

    private final Pattern pattern;
    private final Predicate<String> accepted;

    PatternFinder(Pattern pattern) {
        this(pattern, match -> true);
    }

    /** Keeps only the matches that a second look accepts, such as one at a checksum. */
    PatternFinder(Pattern pattern, Predicate<String> accepted) {
        this.pattern = pattern;
        this.accepted = accepted;
    }

    @Override
    public Findings find(String text) {
        List<Span> spans = new ArrayList<>();
        CountedText counted = new CountedText(text, READS);
        Matcher matcher = pattern.matcher(counted).useTransparentBounds(true);
        int from = 0;
        try {
            for (int start = 0; start < text.length() && spans.size() < Rule.MAX_EVIDENCE; start += WINDOW - OVERLAP) {
                int end = Math.min(text.length(), start + WINDOW);
                from = search(matcher, Math.max(start, from), end, text, spans);
            }
        } catch (WorkExceeded | StackOverflowError e) {
            return new Findings(spans, false);
        }
        return new Findings(spans, true);
    }

    private int search(Matcher matcher, int start, int end, String text, List<Span> spans) {
        int from = start;
        matcher.region(Math.min(start, end), end);
        while (spans.size() < Rule.MAX_EVIDENCE && matcher.find()) {
            if (matcher.end() > matcher.start() && accepted.test(text.substring(matcher.start(), matcher.end()))) {
                spans.add(new Span(matcher.start(), matcher.end()));
                from = matcher.end();
            }
        }
        return from;
    }

    /** Thrown through the matcher when the budget is spent; carries no stack, it is an answer, not a failure. */
    private static final class WorkExceeded extends RuntimeException {
        WorkExceeded() {
            super("the budget of character reads is spent", null, false, false);
        }
    }

    /** Counts how often the matcher reads. */
    private static final class CountedText implements CharSequence {

        private final String text;
        private long readsLeft;

        CountedText(String text, long reads) {
            this.text = text;
            this.readsLeft = reads;
        }

        @Override
        public char charAt(int index) {
            if (--readsLeft < 0) {
                throw new WorkExceeded();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
