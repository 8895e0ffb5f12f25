package io.draftgate.detection.ngram;

/**
 * The 64-bit hashes of all n-grams of a sequence, up to an order. Before the sequence stand pads, so that every position
 * has an n-gram of every order. Immutable.
 */
final class NgramHashes {

    private static final int PAD = 0x9E3779B9;

    private final long[][] hashes;
    private final int length;

    private NgramHashes(long[][] hashes, int length) {
        this.hashes = hashes;
        this.length = length;
    }

    static NgramHashes of(int[] symbols, int order) {
        long[][] hashes = new long[order][symbols.length + 1];
        for (int i = -1; i < symbols.length; i++) {
            long hash = 0;
            for (int n = 1; n <= order; n++) {
                int at = i - n + 1;
                hash = extend(hash, at < 0 ? PAD : symbols[at]);
                hashes[n - 1][i + 1] = hash;
            }
        }
        return new NgramHashes(hashes, symbols.length);
    }

    int length() {
        return length;
    }

    /** The n-gram that ends with the symbol at {@code position}, from -1 (pads only). Never 0. */
    long at(int position, int n) {
        return hashes[n - 1][position + 1];
    }

    /** Of each position from -1 the n-gram that ends there; the caller MUST NOT change them. */
    long[] all(int n) {
        return hashes[n - 1];
    }

    /** Reads one symbol further to the left; the finaliser is MurmurHash3's. */
    private static long extend(long hash, int symbol) {
        long mixed = (hash + symbol) * 0xFF51AFD7ED558CCDL + 0x632BE59BD9B4E019L;
        mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
        mixed ^= mixed >>> 29;
        return mixed == 0 ? 1 : mixed;
    }
}
