package io.draftgate.detection.model;

import java.util.List;

/**
 * Texts of about one length, in characters of normalised text. A threshold holds only for the length it was found at.
 *
 * @param from shortest
 * @param to longest, {@link Integer#MAX_VALUE} for the last band
 */
public record LengthBand(int from, int to) {

    /** From the shortest text that is judged at all to any length; a draft of 30 tokens has about 120 characters. */
    public static final List<LengthBand> ALL = List.of(
            new LengthBand(80, 159),
            new LengthBand(160, 299),
            new LengthBand(300, 599),
            new LengthBand(600, Integer.MAX_VALUE));

    public LengthBand {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("band is " + from + " to " + to + ", expected 0 <= from <= to");
        }
    }

    public boolean contains(int characters) {
        return characters >= from && characters <= to;
    }

    @Override
    public String toString() {
        return to == Integer.MAX_VALUE ? from + "+" : from + "-" + to;
    }
}
