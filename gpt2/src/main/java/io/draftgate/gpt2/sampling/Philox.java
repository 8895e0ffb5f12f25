package io.draftgate.gpt2.sampling;

/**
 * Random numbers as a function: Philox4x32-10, counted instead of iterated. The key is the seed (low word, high word), the
 * counter is (position, completion index, 0, 0).
 *
 * @see <a href="https://doi.org/10.1145/2063384.2063405">Salmon et al. 2011, Parallel random numbers: as easy as 1, 2, 3</a>
 */
public final class Philox {
    private static final int ROUNDS = 10;
    private static final long MULTIPLIER_0 = 0xD2511F53L;
    private static final long MULTIPLIER_1 = 0xCD9E8D57L;
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;
    private static final long WORD = 0xFFFFFFFFL;

    private Philox() {}

    /**
     * The number that draws one token: the upper 53 of the 64 bits that output words 0 (high) and 1 (low) form, times 2^-53.
     *
     * @param completion index of the completion, from 0
     * @param position of the token in its completion, from 0
     * @return at least 0 and below 1
     */
    public static double uniform(long seed, int completion, int position) {
        int[] words = block(position, completion, 0, 0, (int) seed, (int) (seed >>> 32));
        long bits = ((long) words[0] << 32) | (words[1] & WORD);
        return (bits >>> 11) * 0x1p-53;
    }

    /** Four random words for a counter of four and a key of two. */
    static int[] block(int counter0, int counter1, int counter2, int counter3, int key0, int key1) {
        int c0 = counter0;
        int c1 = counter1;
        int c2 = counter2;
        int c3 = counter3;
        for (int round = 0; round < ROUNDS; round++) {
            long product0 = MULTIPLIER_0 * (c0 & WORD);
            long product1 = MULTIPLIER_1 * (c2 & WORD);
            c0 = (int) (product1 >>> 32) ^ c1 ^ (key0 + round * WEYL_0);
            c1 = (int) product1;
            c2 = (int) (product0 >>> 32) ^ c3 ^ (key1 + round * WEYL_1);
            c3 = (int) product0;
        }
        return new int[] {c0, c1, c2, c3};
    }
}
