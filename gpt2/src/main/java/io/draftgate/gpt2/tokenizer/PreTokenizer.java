package io.draftgate.gpt2.tokenizer;

/**
 * Cuts a text into the words that byte-pair merges never cross, where the released encoder's pattern cuts it: a contraction's
 * ending, or letters, or digits, or other characters with at most one space before them, or white space. Written out because
 * the pattern, matched by {@link java.util.regex}, takes longer than all else of encoding. Immutable.
 *
 * @see <a href="https://github.com/openai/gpt-2/blob/9b63575/src/encoder.py">the released encoder</a>
 */
final class PreTokenizer {
    private static final int LETTERS = 1 << Character.UPPERCASE_LETTER
            | 1 << Character.LOWERCASE_LETTER
            | 1 << Character.TITLECASE_LETTER
            | 1 << Character.MODIFIER_LETTER
            | 1 << Character.OTHER_LETTER;

    private static final int NUMBERS =
            1 << Character.DECIMAL_DIGIT_NUMBER | 1 << Character.LETTER_NUMBER | 1 << Character.OTHER_NUMBER;

    private static final int SEPARATORS =
            1 << Character.SPACE_SEPARATOR | 1 << Character.LINE_SEPARATOR | 1 << Character.PARAGRAPH_SEPARATOR;

    private enum Kind {
        LETTER,
        NUMBER,
        SPACE,
        OTHER
    }

    private final String text;

    PreTokenizer(String text) {
        this.text = text;
    }

    /**
     * Where the word ends that begins at {@code start}.
     *
     * @param start a place inside the text at which a word begins
     * @return the UTF-16 index after the word's last character
     */
    int end(int start) {
        int contraction = endOfContraction(start);
        if (contraction > start) {
            return contraction;
        }
        int first = text.codePointAt(start);
        int from = first == ' ' && start + 1 < text.length() ? start + 1 : start;
        Kind kind = kind(text.codePointAt(from));
        return kind == Kind.SPACE ? endOfSpace(start) : endOfRun(from, kind);
    }

    private int endOfContraction(int start) {
        if (text.charAt(start) != '\'' || start + 1 == text.length()) {
            return start;
        }
        return switch (text.charAt(start + 1)) {
            case 's', 't', 'm', 'd' -> start + 2;
            case 'r', 'v' -> text.startsWith("e", start + 2) ? start + 3 : start;
            case 'l' -> text.startsWith("l", start + 2) ? start + 3 : start;
            default -> start;
        };
    }

    /** The last of several spaces belongs to the word that follows, or stands alone if that word takes none. */
    private int endOfSpace(int start) {
        int end = endOfRun(start, Kind.SPACE);
        return end == text.length() || end == start + 1 ? end : end - 1;
    }

    private int endOfRun(int start, Kind kind) {
        int i = start;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            if (kind(codePoint) != kind) {
                break;
            }
            i += Character.charCount(codePoint);
        }
        return i;
    }

    /** As {@code \p{L}}, {@code \p{N}} and {@code \s} with Unicode's own classes tell them. */
    private static Kind kind(int codePoint) {
        if (codePoint >= 'a' && codePoint <= 'z') {
            return Kind.LETTER;
        }
        int type = 1 << Character.getType(codePoint);
        if ((type & LETTERS) != 0) {
            return Kind.LETTER;
        }
        if ((type & NUMBERS) != 0) {
            return Kind.NUMBER;
        }
        boolean isSpace = (type & SEPARATORS) != 0 || (codePoint >= '\t' && codePoint <= '\r') || codePoint == 0x85;
        return isSpace ? Kind.SPACE : Kind.OTHER;
    }
}
