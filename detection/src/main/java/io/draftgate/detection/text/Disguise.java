package io.draftgate.detection.text;

/**
 * Something in a text that a reader does not see but a program does; kept as evidence when it is normalised away.
 *
 * @param kind what it was
 * @param count how many characters of that kind, at least 1
 */
public record Disguise(Kind kind, int count) {

    /** The kinds of disguise that normalisation undoes. */
    public enum Kind {
        INVISIBLE("zero-width or invisible characters"),
        BIDI_CONTROL("controls of writing direction"),
        CONTROL("control characters"),
        BROKEN_SURROGATE("halves of surrogate pairs"),
        UNREADABLE("characters that stand for unreadable bytes"),
        ODD_SPACE("unusual space characters"),
        HOMOGLYPH("letters of another script inside Latin words"),
        COMPATIBILITY_FORM("full-width, circled or mathematical letters");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** The kind in plain words, plural. */
        public String words() {
            return words;
        }

        /** Whether honest text does without it; unusual spaces are common in typeset text and prove nothing. */
        public boolean isSuspicious() {
            return this != ODD_SPACE && this != CONTROL && this != UNREADABLE;
        }
    }

    public Disguise {
        if (count < 1) {
            throw new IllegalArgumentException("count is " + count + ", expected at least 1");
        }
    }
}
