package io.draftgate.cli.evaluation;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Undoes what the makers of a data set did to its text, as far as that can be told from the text: GPT-2 has read no texts in which a
 * space stands before every comma.
 *
 * @see <a href="https://cdn.openai.com/better-language-models/language_models_are_unsupervised_multitask_learners.pdf">Radford et
 *     al. 2019, section 3.1</a>
 */
enum Detokeniser {
    /** The text is as people wrote it. */
    NONE(List.of()),
    /**
     * WikiText and other texts cut in the manner of Moses: " @-@ ", " @,@ " and " @.@ " inside words and numbers, spaces around
     * punctuation and inside quotes, headings of "= =".
     */
    WIKITEXT(List.of(
            rule(" @([-,.])@ ", "$1"),
            rule("(?m)^ +| +$", ""),
            rule("= (?==)", "="),
            rule(" (['\u2019](?:s|S|d|ll|m|re|ve|t)\\b)", "$1"),
            rule("\" ([^\"\\n]*?) ?\"", "\"$1\""),
            rule("(?<=\\s|^)' ([^'\\n]*?) '(?=\\s|[,.;:!?]|$)", "'$1'"))),
    /** Penn Treebank and news that were cut in its way: "do n't", "-LRB-", two backquotes for an opening quote. */
    NEWS(List.of(
            rule("-LRB- ?", "("),
            rule(" ?-RRB-", ")"),
            rule("-LSB- ?", "["),
            rule(" ?-RSB-", "]"),
            rule("`` ?", "\""),
            rule(" ?''", "\""),
            rule("(?m)^ +| +$", ""),
            rule(" (n['\u2019]t\\b)", "$1"),
            rule(" (['\u2019](?:s|S|d|ll|m|re|ve)\\b)", "$1"),
            rule(" (%)", "$1")));

    /** Common to all: no space before what closes, none after what opens. */
    private static final List<Rule> PUNCTUATION =
            List.of(rule(" ([,.;:!?)\\]}%])(?=\\s|$|[\"',.;:!?)\\]])", "$1"), rule("([(\\[{$\u00A3#]) (?=\\S)", "$1"));

    @SuppressWarnings("ImmutableEnumChecker") // patterns and texts never change
    private final List<Rule> rules;

    Detokeniser(List<Rule> rules) {
        this.rules = rules;
    }

    private record Rule(Pattern pattern, String replacement) implements UnaryOperator<String> {
        @Override
        public String apply(String text) {
            return pattern.matcher(text).replaceAll(replacement);
        }
    }

    String apply(String text) {
        if (this == NONE) {
            return text;
        }
        String undone = text;
        for (Rule rule : rules) {
            undone = rule.apply(undone);
        }
        for (Rule rule : PUNCTUATION) {
            undone = rule.apply(undone);
        }
        return undone;
    }

    private static Rule rule(String pattern, String replacement) {
        return new Rule(Pattern.compile(pattern), replacement);
    }
}
