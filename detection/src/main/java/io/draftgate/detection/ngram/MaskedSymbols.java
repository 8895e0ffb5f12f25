package io.draftgate.detection.ngram;

import io.draftgate.detection.feature.Passage;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Words with their matter masked: the most frequent words stay, every other word becomes its ending or its length, digits
 * become their number. What is left is grammar, which carries over from one topic to another. Immutable.
 */
public final class MaskedSymbols implements Symbols {

    private static final List<String> ENDINGS = List.of(
            "ation", "ition", "sion", "ness", "ment", "able", "ible", "ance", "ence", "ious", "ing", "ful", "ity",
            "est", "ed", "ly", "er", "al", "s");

    private static final int MIN_STEM = 3;

    private final Set<String> kept;

    /**
     * Keeps these words.
     *
     * @param kept lower case, about 300
     */
    public MaskedSymbols(Set<String> kept) {
        this.kept = Set.copyOf(kept);
    }

    @Override
    public int[] of(Passage passage) {
        return passage.tokens().stream()
                .mapToInt(token -> symbol(token).hashCode())
                .toArray();
    }

    private String symbol(String token) {
        char first = token.charAt(0);
        if (Character.isDigit(first)) {
            return "<9" + Math.min(token.length(), 4) + ">";
        }
        if (!Character.isLetter(first)) {
            return token;
        }
        String lower = token.toLowerCase(Locale.ROOT);
        String prefix = "";
        if (Character.isUpperCase(first)) {
            boolean all = token.length() > 1 && token.equals(token.toUpperCase(Locale.ROOT));
            prefix = all ? "A:" : "X:";
        }
        return prefix + (kept.contains(lower) ? lower : mask(lower));
    }

    private static String mask(String lower) {
        for (String ending : ENDINGS) {
            if (lower.length() >= ending.length() + MIN_STEM && lower.endsWith(ending)) {
                return "<-" + ending + ">";
            }
        }
        return "<" + Math.min(lower.length() / 2, 5) + ">";
    }
}
