package io.draftgate.gpt2;

import java.util.List;
import java.util.Set;

/**
 * When a completion ends. Immutable. A value outside its range throws an {@link InvalidFieldException}.
 *
 * @param maxTokens most tokens to write, at least 1
 * @param minTokens tokens that are written at least, 0 to {@code maxTokens}: before, end-of-text and stop tokens cannot be drawn,
 *     a stop string that begins in them is none, and a loop ends nothing
 * @param stop strings that end the completion; the text ends before them. At most {@value #MAX_STOPS} of at most {@value
 *     #MAX_STOP_LENGTH} characters
 * @param stopTokenIds tokens that end the completion; the text ends before them. At most {@value #MAX_STOP_TOKENS}
 * @param stopOnLoop the completion ends when its last {@code stopOnLoop} tokens are one row of tokens at least three times over;
 *     0 is off, else {@value #MIN_LOOP} to {@value #MAX_LOOP}
 * @param maxSentences the text is cut after so many sentences, whatever tokens follow; 0 is off
 */
public record Ending(
        int maxTokens, int minTokens, List<String> stop, Set<Integer> stopTokenIds, int stopOnLoop, int maxSentences) {
    /** Each stop string is searched after every token. */
    public static final int MAX_STOPS = 16;

    /** Bounds the tail of the text that is searched after every token. */
    public static final int MAX_STOP_LENGTH = 256;

    /** They travel with every draft. */
    public static final int MAX_STOP_TOKENS = 64;

    /** Shorter rows are found in good prose. */
    public static final int MIN_LOOP = 6;

    /** As long as a context. */
    public static final int MAX_LOOP = 1024;

    /** What {@code stopOnLoop} is if only "yes" is said: twice a long sentence, and some more. */
    public static final int USUAL_LOOP = 48;

    public Ending {
        require(maxTokens >= 1, "maxTokens", maxTokens, "at least 1, e.g. 100");
        require(minTokens >= 0 && minTokens <= maxTokens, "minTokens", minTokens, "0 to maxTokens, here " + maxTokens);
        require(stop.size() <= MAX_STOPS, "stop", stop.size() + " strings", "at most " + MAX_STOPS);
        stop = List.copyOf(stop);
        for (String text : stop) {
            require(!text.isEmpty(), "stop", "an empty string", "at least 1 character, e.g. \"\\n\"");
            require(
                    text.length() <= MAX_STOP_LENGTH,
                    "stop",
                    "a string of " + text.length() + " characters",
                    "at most " + MAX_STOP_LENGTH);
        }
        require(
                stopTokenIds.size() <= MAX_STOP_TOKENS,
                "stopTokenIds",
                stopTokenIds.size() + " tokens",
                "at most " + MAX_STOP_TOKENS);
        stopTokenIds = Set.copyOf(stopTokenIds);
        for (int id : stopTokenIds) {
            require(id >= 0, "stopTokenIds", id, "token ids from 0");
        }
        require(
                stopOnLoop == 0 || (stopOnLoop >= MIN_LOOP && stopOnLoop <= MAX_LOOP),
                "stopOnLoop",
                stopOnLoop,
                "0 (off), or " + MIN_LOOP + " to " + MAX_LOOP + " tokens, e.g. " + USUAL_LOOP);
        require(maxSentences >= 0, "maxSentences", maxSentences, "0 (all) or more, e.g. 3");
    }

    /** After so many tokens, or before one of these strings. */
    public static Ending of(int maxTokens, List<String> stop) {
        return new Ending(maxTokens, 0, stop, Set.of(), 0, 0);
    }

    private static void require(boolean valid, String field, Object value, String expectation) {
        if (!valid) {
            throw new InvalidFieldException(field, value, expectation);
        }
    }
}
