package io.draftgate.index;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What somebody typed, as words and phrases that must all be there. Nothing in it is an operator. */
final class SearchWords {
    private static final Pattern TERM = Pattern.compile("\"([^\"]*)\"?|(\\S+)");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]");

    private SearchWords() {}

    /** In order; terms without a letter or digit are left out, since no text can be found by them. */
    static List<String> of(String typed) {
        List<String> terms = new ArrayList<>();
        Matcher matcher = TERM.matcher(typed);
        while (matcher.find()) {
            String term = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
            if (WORD.matcher(term).find()) {
                terms.add(term.strip().replace("\"", " "));
            }
        }
        return terms;
    }
}
