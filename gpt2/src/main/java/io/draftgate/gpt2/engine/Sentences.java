package io.draftgate.gpt2.engine;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a text after its first sentences, by a rule that can be written down: a sentence ends with one or more of {@code . ! ?}, the
 * quotes and brackets that close there, and then white space or the end of the text. A single full stop after one letter, or after
 * a title such as Mr, ends nothing.
 */
final class Sentences {
    private static final Pattern END =
            Pattern.compile("[.!?]+[\"'\u201D\u2019)\\]]*(?=\\s|$)", Pattern.UNICODE_CHARACTER_CLASS);

    private static final Set<String> TITLES =
            Set.of("Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Sr", "Jr", "Gen", "Col", "Capt", "Lt");

    private Sentences() {}

    /**
     * The text up to the end of its sentence {@code count}; all of it if it has fewer.
     *
     * @param count 0 = all
     */
    public static String first(String text, int count) {
        if (count == 0) {
            return text;
        }
        Matcher ends = END.matcher(text);
        int found = 0;
        while (ends.find()) {
            if (!isAbbreviation(text, ends.start(), ends.group()) && ++found == count) {
                return text.substring(0, ends.end());
            }
        }
        return text;
    }

    private static boolean isAbbreviation(String text, int stop, String mark) {
        if (!mark.equals(".")) {
            return false;
        }
        int begin = stop;
        while (begin > 0 && Character.isLetter(text.charAt(begin - 1))) {
            begin--;
        }
        String word = text.substring(begin, stop);
        return (word.length() == 1 && !word.equals("I")) || TITLES.contains(word);
    }
}
