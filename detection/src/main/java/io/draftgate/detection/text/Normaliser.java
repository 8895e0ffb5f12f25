package io.draftgate.detection.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks once over the original and writes its canonical form. Confined to one call of {@link NormalisedText#of}. */
final class Normaliser {

    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private static final int REPLACEMENT = 0xFFFD;

    /** Latin letters to one of another script. */
    private static final int MIN_LATIN_SHARE = 20;

    private final String original;
    private final int end;
    private final StringBuilder text = new StringBuilder();
    private final Map<Disguise.Kind, Integer> counts = new EnumMap<>(Disguise.Kind.class);
    private int[] origins;
    private boolean isAscii = true;

    Normaliser(String original) {
        this.original = original;
        this.end = Math.min(original.length(), NormalisedText.MAX_CHARACTERS);
        this.origins = new int[end + 16];
    }

    NormalisedText normalise() {
        int position = 0;
        while (position < end) {
            position = step(position);
        }
        trimEnd();
        if (!isAscii) {
            latinise();
        }
        int[] exact = Arrays.copyOf(origins, text.length() + 1);
        exact[text.length()] = end;
        return new NormalisedText(text.toString(), exact, disguises(), end < original.length());
    }

    private int step(int position) {
        int codePoint = original.codePointAt(position);
        int next = position + Character.charCount(codePoint);
        if (codePoint < 0x80 && codePoint > ' ' && codePoint != 0x7F) {
            if (next >= end || original.charAt(next) < 0x80) {
                append(codePoint == '`' ? '\'' : (char) codePoint, position);
                return next;
            }
        }
        switch (Character.getType(codePoint)) {
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> {
                if (codePoint != ' ') {
                    count(Disguise.Kind.ODD_SPACE);
                }
                space(position);
                return next;
            }
            case Character.CONTROL -> {
                if (Character.isWhitespace(codePoint)) {
                    space(position);
                } else {
                    count(Disguise.Kind.CONTROL);
                }
                return next;
            }
            case Character.SURROGATE -> {
                count(Disguise.Kind.BROKEN_SURROGATE);
                return next;
            }
            case Character.FORMAT -> {
                countFormat(codePoint, position);
                return next;
            }
            default -> {
                if (codePoint == REPLACEMENT) {
                    count(Disguise.Kind.UNREADABLE);
                    return next;
                }
                return cluster(codePoint, position, next);
            }
        }
    }

    /** A base character with its combining marks, normalised together so that they may compose. */
    private int cluster(int codePoint, int position, int afterBase) {
        int next = afterBase;
        while (next < end && next - position < 16 && isMark(original.codePointAt(next))) {
            next += Character.charCount(original.codePointAt(next));
        }
        @Nullable String mark = Confusables.plainMark(codePoint);
        String form =
                mark != null ? mark : Normalizer.normalize(original.substring(position, next), Normalizer.Form.NFKC);
        if (mark == null && codePoint > 0xFF && form.length() == 1 && isAsciiLetter(form.charAt(0))) {
            count(Disguise.Kind.COMPATIBILITY_FORM);
        }
        for (int i = 0; i < form.length(); i++) {
            char unit = form.charAt(i);
            if (unit == ' ') {
                space(position);
            } else {
                append(unit, position);
            }
        }
        return next;
    }

    private void countFormat(int codePoint, int position) {
        boolean bidi = (codePoint >= 0x202A && codePoint <= 0x202E)
                || (codePoint >= 0x2066 && codePoint <= 0x2069)
                || codePoint == 0x200E
                || codePoint == 0x200F
                || codePoint == 0x061C;
        boolean joinsEmoji =
                codePoint == ZERO_WIDTH_JOINER && position > 0 && original.codePointBefore(position) > 0x2000;
        if (bidi) {
            count(Disguise.Kind.BIDI_CONTROL);
        } else if (!joinsEmoji) {
            count(Disguise.Kind.INVISIBLE);
        }
    }

    private void space(int position) {
        if (text.length() > 0 && text.charAt(text.length() - 1) != ' ') {
            append(' ', position);
        }
    }

    private void append(char unit, int position) {
        if (text.length() + 1 >= origins.length) {
            origins = Arrays.copyOf(origins, origins.length * 2);
        }
        origins[text.length()] = position;
        isAscii &= unit < 0x80;
        text.append(unit);
    }

    private void trimEnd() {
        if (text.length() > 0 && text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
    }

    /**
     * Replaces look-alikes in words that also hold Latin letters; in a text that is otherwise Latin also in words made of
     * nothing else. A Russian word, in a Russian text or an English one, stays Russian.
     */
    private void latinise() {
        boolean latinText = isLatin();
        int start = 0;
        while (start < text.length()) {
            int stop = start;
            boolean latin = false;
            boolean lookalike = false;
            boolean foreign = false;
            while (stop < text.length() && Character.isLetter(text.charAt(stop))) {
                char unit = text.charAt(stop++);
                latin |= unit < 0x80;
                lookalike |= Confusables.latin(unit) >= 0;
                foreign |= unit >= 0x80 && Confusables.latin(unit) < 0;
            }
            if (lookalike && (latin || (latinText && !foreign))) {
                latinise(start, stop);
            }
            start = Math.max(stop, start + 1);
        }
    }

    /** Whether letters that can only be foreign are rare. */
    private boolean isLatin() {
        int latin = 0;
        int foreign = 0;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isLetter(unit)) {
                boolean plain = Character.UnicodeScript.of(unit) == Character.UnicodeScript.LATIN;
                latin += plain ? 1 : 0;
                foreign += !plain && Confusables.latin(unit) < 0 ? 1 : 0;
            }
        }
        return latin > MIN_LATIN_SHARE * foreign;
    }

    private void latinise(int start, int stop) {
        for (int i = start; i < stop; i++) {
            int latin = Confusables.latin(text.charAt(i));
            if (latin >= 0) {
                text.setCharAt(i, (char) latin);
                count(Disguise.Kind.HOMOGLYPH);
            }
        }
    }

    private List<Disguise> disguises() {
        List<Disguise> disguises = new ArrayList<>();
        counts.forEach((kind, count) -> disguises.add(new Disguise(kind, count)));
        return disguises;
    }

    private void count(Disguise.Kind kind) {
        counts.merge(kind, 1, Integer::sum);
    }

    private static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    private static boolean isAsciiLetter(char unit) {
        return unit < 0x80 && Character.isLetter(unit);
    }
}
