package io.draftgate.release.likeness;

import io.draftgate.release.digest.Sha256;
import io.draftgate.release.likeness.TextMatch.Degree;
import java.text.Normalizer;

/**
 * What is kept of a text to know it again. The digest finds the same text; the sketch picks what may be near, the shingles
 * measure it. Immutable.
 *
 * @param digest SHA-256 in hexadecimal of the text in NFC with single spaces
 */
public record Fingerprint(String digest, Sketch sketch, Shingles shingles) {
    /** Resemblance from which a text is called a near-duplicate. */
    public static final double RESEMBLANCE = 0.5;

    /** Containment from which a text is called an excerpt. */
    public static final double CONTAINMENT = 0.8;

    /** Word runs that an asked text must have at least to be called near: twelve words. Less is said by many. */
    public static final int LEAST_SHINGLES = 8;

    /** Four standard errors of the sketch below the threshold: what is near is missed once in ten thousand. */
    private static final double CANDIDATE = RESEMBLANCE - 4 * 0.5 / Math.sqrt(Sketch.SIZE);

    /** Of a text. */
    public static Fingerprint of(String text) {
        Shingles shingles = Shingles.of(text);
        return new Fingerprint(digest(text), Sketch.of(shingles), shingles);
    }

    /** How near this text is to one that was seen before. */
    public TextMatch match(Fingerprint seen) {
        if (digest.equals(seen.digest)) {
            return new TextMatch(Degree.EXACT, 1, 1);
        }
        if (shingles.hashes().size() < LEAST_SHINGLES) {
            return TextMatch.NONE;
        }
        double containment = shingles.containedIn(seen.shingles);
        boolean near = sketch.resemblance(seen.sketch) >= CANDIDATE;
        double resemblance = near ? shingles.resemblance(seen.shingles) : 0;
        if (resemblance >= RESEMBLANCE) {
            return new TextMatch(Degree.NEAR_DUPLICATE, resemblance, containment);
        }
        if (containment >= CONTAINMENT) {
            return new TextMatch(Degree.EXCERPT, shingles.resemblance(seen.shingles), containment);
        }
        return TextMatch.NONE;
    }

    private static String digest(String text) {
        String normalised =
                Normalizer.normalize(text, Normalizer.Form.NFC).strip().replaceAll("\\s+", " ");
        return Sha256.hex(normalised);
    }
}
