package io.draftgate.detection.training;

import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What people do to a text so that it is not recognised. Each is applied to normalised text; what normalisation undoes
 * (hidden characters, look-alike letters, white space) needs no learning.
 */
public enum Perturbation {
    /** All in small letters. */
    LOWER_CASE,
    /** One word in twelve with two of its inner letters exchanged. */
    MISSPELLING,
    /** Every other article left out. */
    ARTICLE_DELETION,
    /** Every other comma left out. */
    COMMA_DELETION,
    /** The first and last fifth cut off. */
    TRUNCATION;

    private static final int MISSPELT = 12;
    private static final int MIN_LETTERS = 5;
    private static final Pattern ARTICLE = Pattern.compile("\\b(?:the|a|an) ", Pattern.CASE_INSENSITIVE);
    private static final Pattern COMMA = Pattern.compile(",");

    /** The changed text, the same for the same seed. */
    public String apply(String text, long seed) {
        Random random = new Random(seed);
        int fifth = text.length() / 5;
        return switch (this) {
            case LOWER_CASE -> text.toLowerCase(Locale.ROOT);
            case MISSPELLING -> misspell(text, random);
            case ARTICLE_DELETION -> deleteSome(text, ARTICLE, random);
            case COMMA_DELETION -> deleteSome(text, COMMA, random);
            case TRUNCATION -> text.substring(fifth, text.length() - fifth);
        };
    }

    private static String misspell(String text, Random random) {
        StringBuilder changed = new StringBuilder(text);
        int start = 0;
        while (start < text.length()) {
            int end = start;
            while (end < text.length() && Character.isLetter(text.charAt(end))) {
                end++;
            }
            if (end - start >= MIN_LETTERS && random.nextInt(MISSPELT) == 0) {
                int at = start + 1 + random.nextInt(end - start - 2);
                changed.setCharAt(at, text.charAt(at + 1));
                changed.setCharAt(at + 1, text.charAt(at));
            }
            start = Math.max(end, start + 1);
        }
        return changed.toString();
    }

    private static String deleteSome(String text, Pattern pattern, Random random) {
        return pattern.matcher(text)
                .replaceAll(match -> random.nextBoolean() ? "" : Matcher.quoteReplacement(match.group()));
    }
}
