package io.draftgate.detection.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds degenerate text: one character repeated without end, or words of which most were said before in the same
 * four-word sequence. Linear in the text.
 */
final class RepetitionFinder implements Finder {

    /** A longer run of one letter or digit is no word of any language; rules and dots drawn in text are left alone. */
    private static final int MAX_RUN = 30;

    /** Fewer words can repeat themselves by chance, or by refrain. */
    private static final int MIN_WORDS = 40;

    private static final int SEQUENCE = 4;

    /** Share of repeated four-word sequences; 3 of 20,000 human passages from the web have more, all of them lists. */
    private static final double MAX_REPEATED = 0.5;

    private static final Pattern WORD = Pattern.compile("\\S{1,200}");

    @Override
    public Findings find(String text) {
        List<Span> spans = new ArrayList<>();
        findRun(text, spans);
        findSequences(text, spans);
        return new Findings(spans, true);
    }

    private static void findRun(String text, List<Span> spans) {
        int start = 0;
        for (int i = 1; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) != text.charAt(start)) {
                if (i - start > MAX_RUN && Character.isLetterOrDigit(text.charAt(start))) {
                    spans.add(new Span(start, i));
                    return;
                }
                start = i;
            }
        }
    }

    private static void findSequences(String text, List<Span> spans) {
        List<Span> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(new Span(matcher.start(), matcher.end()));
        }
        if (words.size() < MIN_WORDS) {
            return;
        }
        Map<String, Integer> seen = new HashMap<>();
        int repeated = 0;
        int firstRepeat = -1;
        int sequences = words.size() - SEQUENCE + 1;
        for (int i = 0; i < sequences; i++) {
            String sequence = text.substring(
                    words.get(i).start(), words.get(i + SEQUENCE - 1).end());
            if (seen.merge(sequence, 1, Integer::sum) > 1) {
                repeated++;
                firstRepeat = firstRepeat < 0 ? i : firstRepeat;
            }
        }
        if (repeated > MAX_REPEATED * sequences) {
            spans.add(new Span(
                    words.get(firstRepeat).start(), words.get(words.size() - 1).end()));
        }
    }
}
