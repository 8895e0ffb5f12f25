package io.draftgate.detection.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds whole words and phrases, whatever their case. A text is read once, however many phrases there are: only those that
 * begin with the word at hand are compared.
 */
final class PhraseFinder implements Finder {

    private final Map<String, List<String>> byFirstWord = new HashMap<>();

    PhraseFinder(List<String> phrases) {
        for (String phrase : phrases) {
            String spaced = phrase.strip().replaceAll("\\s+", " ");
            byFirstWord
                    .computeIfAbsent(wordAt(spaced, 0), word -> new ArrayList<>())
                    .add(spaced);
        }
    }

    @Override
    public Findings find(String text) {
        List<Span> spans = new ArrayList<>();
        int at = 0;
        while (at < text.length() && spans.size() < Rule.MAX_EVIDENCE) {
            String word = wordAt(text, at);
            int length = matchAt(text, at, byFirstWord.getOrDefault(word, List.of()));
            if (length > 0) {
                spans.add(new Span(at, at + length));
            }
            at += Math.max(length, Math.max(1, word.length()));
        }
        return new Findings(spans, true);
    }

    /** Length of the first phrase that stands here as a whole; 0 if none does. */
    private static int matchAt(String text, int at, List<String> phrases) {
        for (String phrase : phrases) {
            int end = at + phrase.length();
            if (text.regionMatches(true, at, phrase, 0, phrase.length())
                    && (end == text.length() || !isInWord(text, end))) {
                return phrase.length();
            }
        }
        return 0;
    }

    /** The letters and digits from here on, in lower case; empty where none begins. */
    private static String wordAt(String text, int at) {
        int end = at;
        while (end < text.length() && isInWord(text, end)) {
            end++;
        }
        return text.substring(at, end).toLowerCase(Locale.ROOT);
    }

    private static boolean isInWord(String text, int at) {
        return Character.isLetterOrDigit(text.charAt(at));
    }
}
