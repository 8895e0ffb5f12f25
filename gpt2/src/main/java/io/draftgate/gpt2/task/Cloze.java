package io.draftgate.gpt2.task;

import io.draftgate.gpt2.InvalidFieldException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A text with a blank, and what may stand in it. How likely a choice is, and the rest of the text after it, decides. Immutable.
 *
 * @param context what stands before the blank, without the white space at its end: what the model is given
 * @param space that white space
 * @param choices two or more
 * @param rest what stands after the blank
 */
public record Cloze(String context, String space, List<String> choices, String rest) {
    /** They are written beside each other, and travel with the draft. */
    public static final int MAX_CHOICES = 32;

    public static final int MAX_CHOICE_LENGTH = 256;

    /** As the Children's Book Test writes a blank, and as people do. */
    private static final Pattern BLANK = Pattern.compile("XXXXX|_{3,}");

    public Cloze {
        choices = List.copyOf(choices);
    }

    /**
     * The question that a text asks.
     *
     * @param field that holds the text
     * @param text with one blank, {@code ___} or {@code XXXXX}
     * @throws InvalidFieldException if there is not one blank, or a choice cannot be one
     */
    public static Cloze of(String field, String text, List<String> choices) {
        requireChoices(choices);
        List<String> parts = betweenBlanks(text);
        if (parts.size() != 2) {
            throw new InvalidFieldException(field, "a text of " + (parts.size() - 1) + " blanks", "one ___ or XXXXX");
        }
        String before = parts.get(0);
        String context = before.stripTrailing();
        return new Cloze(context, before.substring(context.length()), choices, parts.get(1));
    }

    /** What stands before, between and behind the blanks of a text; one more than there are blanks. */
    public static List<String> betweenBlanks(String text) {
        return List.of(BLANK.split(text, -1));
    }

    private static void requireChoices(List<String> choices) {
        if (choices.size() < 2 || choices.size() > MAX_CHOICES) {
            throw new InvalidFieldException(
                    "choices",
                    choices.isEmpty() ? "absent" : choices.size() + " strings",
                    "2 to " + MAX_CHOICES + " strings, e.g. [\"time\", \"hammer\"]");
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < choices.size(); i++) {
            String choice = choices.get(i);
            if (choice.isBlank() || choice.length() > MAX_CHOICE_LENGTH) {
                throw new InvalidFieldException(
                        "choices",
                        "a string of " + (choice.isBlank() ? "nothing" : choice.length() + " characters"),
                        "1 to " + MAX_CHOICE_LENGTH + " characters that are not all blank");
            }
            if (!seen.add(choice)) {
                throw new InvalidFieldException(
                        "choices", "the same string twice, number " + (i + 1), "each choice once");
            }
        }
    }

    /** What is written of a choice: it, with the space before it. */
    public String text(int choice) {
        return space + choices.get(choice);
    }

    /** What decides about a choice: it and the rest of the text. */
    public String scored(int choice) {
        return text(choice) + rest;
    }

    /** All that whoever asks has written. */
    public String asked() {
        return context + space + String.join(space, choices) + rest;
    }
}
