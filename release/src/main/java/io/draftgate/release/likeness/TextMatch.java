package io.draftgate.release.likeness;

/**
 * How near a text is to one that was seen before. Immutable.
 *
 * @param degree which kind of nearness
 * @param resemblance share of word runs that both have, of those that either has
 * @param containment share of the asked text's word runs that the seen one has, too
 */
public record TextMatch(Degree degree, double resemblance, double containment) {
    /** From the nearest to the farthest. */
    public enum Degree {
        /** The same text, but for spacing at its ends and in between. */
        EXACT,
        /** At least {@link Fingerprint#RESEMBLANCE} of all word runs are shared. */
        NEAR_DUPLICATE,
        /** At least {@link Fingerprint#CONTAINMENT} of the asked text's word runs stand in the seen one: a quotation. */
        EXCERPT,
        /** None of these. */
        NONE
    }

    static final TextMatch NONE = new TextMatch(Degree.NONE, 0, 0);
}
