package io.draftgate.detection.text;

import java.util.List;

/**
 * A text in canonical form: NFKC, ASCII quotation marks and dashes, single spaces, nothing invisible, and only the first
 * {@link #MAX_CHARACTERS} characters. Knows where each of its characters came from, so that evidence can point into the
 * original. Immutable.
 */
public final class NormalisedText {

    /** Longer texts are judged by their beginning: enough for any feature, and a bound on the time of every rule. */
    public static final int MAX_CHARACTERS = 100_000;

    private final String text;
    private final int[] origins;
    private final List<Disguise> disguises;
    private final boolean cut;

    NormalisedText(String text, int[] origins, List<Disguise> disguises, boolean cut) {
        this.text = text;
        this.origins = origins;
        this.disguises = List.copyOf(disguises);
        this.cut = cut;
    }

    /** Normalises any string, also an empty or malformed one; linear in its first {@link #MAX_CHARACTERS} characters. */
    public static NormalisedText of(String original) {
        return new Normaliser(original).normalise();
    }

    public String text() {
        return text;
    }

    /** What was hidden in the original, one entry a kind. */
    public List<Disguise> disguises() {
        return disguises;
    }

    /** Whether the original is longer than what was looked at. */
    public boolean isCut() {
        return cut;
    }

    /**
     * Where a character came from.
     *
     * @param index into {@link #text()}, or its length for the end
     * @return the UTF-16 index in the original
     */
    public int origin(int index) {
        return origins[index];
    }
}
