package io.draftgate.detection.feature;

import io.draftgate.detection.text.NormalisedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The part of a text that is measured, split into words and marks once for all rooms. Immutable.
 */
public final class Passage {

    /** Longer texts are measured by their beginning: the figures no longer move, the time would. */
    public static final int MAX_CHARACTERS = 6_000;

    /** With fewer words no room has anything to measure. */
    public static final int MIN_WORDS = 12;

    /** With fewer different words a text is a stammer, of which no room was taught what it says about its writer. */
    public static final int MIN_DIFFERENT_WORDS = 6;

    /** A longer run of letters is cut: nothing in any language, and its parts cost what words cost. */
    private static final int MAX_WORD = 40;

    private final String text;
    private final Optional<Reading> reading;
    private final List<String> tokens;
    private final List<String> words;
    private final List<String> lowerWords;

    private Passage(String text, Optional<Reading> reading) {
        this.text = text;
        this.reading = reading;
        this.tokens = split(text);
        this.words = tokens.stream()
                .filter(token -> Character.isLetter(token.charAt(0)))
                .toList();
        this.lowerWords =
                words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    }

    /** A passage that no language model has read. */
    public static Passage of(NormalisedText text) {
        return new Passage(beginning(text.text()), Optional.empty());
    }

    /** The same passage as a language model read it. */
    public Passage with(Reading read) {
        return new Passage(text, Optional.of(read));
    }

    /** A piece of this passage, not read. */
    public Passage part(int from, int to) {
        return new Passage(text.substring(from, to), Optional.empty());
    }

    public String text() {
        return text;
    }

    /** What the detector's language model thought of the tokens, if it was asked. */
    public Optional<Reading> reading() {
        return reading;
    }

    /** Words (with inner apostrophe), runs of digits, and single other characters, in order, without spaces. */
    public List<String> tokens() {
        return tokens;
    }

    /** The tokens that begin with a letter. */
    public List<String> words() {
        return words;
    }

    /** {@link #words()} in lower case. */
    public List<String> lowerWords() {
        return lowerWords;
    }

    /** How many words are left when each is counted once, whatever its case. */
    public int differentWords() {
        return Set.copyOf(lowerWords).size();
    }

    /** Whether there is enough of a text in it to judge. */
    public boolean isProse() {
        return words.size() >= MIN_WORDS && differentWords() >= MIN_DIFFERENT_WORDS;
    }

    private static String beginning(String text) {
        if (text.length() <= MAX_CHARACTERS) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_CHARACTERS - 1)) ? MAX_CHARACTERS - 1 : MAX_CHARACTERS;
        return text.substring(0, end);
    }

    private static List<String> split(String text) {
        List<String> tokens = new ArrayList<>(text.length() / 4);
        int i = 0;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            int start = i;
            i += Character.charCount(codePoint);
            if (Character.isLetter(codePoint)) {
                i = endOfWord(text, start, i);
            } else if (Character.isDigit(codePoint)) {
                while (i < text.length() && i - start < MAX_WORD && Character.isDigit(text.charAt(i))) {
                    i++;
                }
            } else if (Character.isWhitespace(codePoint)) {
                continue;
            }
            tokens.add(text.substring(start, i));
        }
        return List.copyOf(tokens);
    }

    private static int endOfWord(String text, int start, int from) {
        int i = from;
        boolean apostrophe = false;
        while (i < text.length() && i - start < MAX_WORD) {
            char unit = text.charAt(i);
            if (Character.isLetter(unit)) {
                i++;
            } else if (unit == '\'' && !apostrophe && i + 1 < text.length() && Character.isLetter(text.charAt(i + 1))) {
                apostrophe = true;
                i++;
            } else {
                break;
            }
        }
        return i;
    }
}
