package io.draftgate.detection.likelihood;

import io.draftgate.detection.feature.Reading;
import io.draftgate.gpt2.tokenizer.BytePairEncoding;

/** Where the tokens of a text stand in it, in characters. Immutable. */
public final class TokenSpans {

    private final int[] ends;

    private TokenSpans(int[] ends) {
        this.ends = ends;
    }

    /** The tokens that an encoding makes of a text. */
    public static TokenSpans of(String text, BytePairEncoding encoding) {
        int[] tokens = encoding.encode(text);
        int[] ends = new int[tokens.length];
        int bytes = 0;
        int read = 0;
        int at = 0;
        for (int i = 0; i < tokens.length; i++) {
            bytes += encoding.byteLength(tokens[i]);
            while (at < text.length() && read < bytes) {
                int codePoint = text.codePointAt(at);
                read += utf8Length(codePoint);
                at += Character.charCount(codePoint);
            }
            ends[i] = at;
        }
        return new TokenSpans(ends);
    }

    public int size() {
        return ends.length;
    }

    /** Index of the first character of a token; one that begins inside a character begins after it. */
    public int start(int token) {
        return token == 0 ? 0 : ends[token - 1];
    }

    /** Index after the last character of a token. */
    public int end(int token) {
        return ends[token];
    }

    /**
     * The part of a reading that belongs to a piece of the text.
     *
     * @param reading of the same tokens from the first on, perhaps not to the last; one of other tokens (a draft's own, before
     *     its text was normalised) is cut in proportion
     */
    public Reading cut(Reading reading, int from, int to) {
        int first = 0;
        while (first < ends.length && ends[first] <= from) {
            first++;
        }
        int last = first;
        while (last < ends.length && start(last) < to) {
            last++;
        }
        boolean same = reading.size() == ends.length || reading.size() == Math.min(ends.length, Likelihoods.MAX_TOKENS);
        double scale = same || ends.length == 0 ? 1 : (double) reading.size() / ends.length;
        return reading.part((int) Math.round(first * scale), (int) Math.round(last * scale));
    }

    /** A lone half of a surrogate pair is read as U+FFFD, which has three bytes like itself. */
    private static int utf8Length(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }
}
