package io.draftgate.gpt2;

import java.util.Arrays;

/**
 * Which two tokens merge, how early and into what: an open hash table without boxes, because it is asked for every pair of
 * every new word. Filled once, then immutable.
 */
final class MergeTable {
    /** The rank of a pair that does not merge. */
    static final int NONE = Integer.MAX_VALUE;

    private static final long EMPTY = -1;

    private final long[] pairs;
    private final int[] ranks;
    private final int[] products;
    private final int mask;

    MergeTable(int merges) {
        int capacity = Integer.highestOneBit(Math.max(1, merges)) * 4;
        pairs = new long[capacity];
        Arrays.fill(pairs, EMPTY);
        ranks = new int[capacity];
        products = new int[capacity];
        mask = capacity - 1;
    }

    /** Adds a merge; of a pair that is added twice the first rank stays. */
    void add(int left, int right, int rank, int product) {
        int slot = slot(left, right);
        if (pairs[slot] == EMPTY) {
            pairs[slot] = pair(left, right);
            ranks[slot] = rank;
            products[slot] = product;
        }
    }

    /** How early the pair merges, 0 first, or {@link #NONE}. */
    int rank(int left, int right) {
        int slot = slot(left, right);
        return pairs[slot] == EMPTY ? NONE : ranks[slot];
    }

    /** What a pair that merges becomes. */
    int product(int left, int right) {
        return products[slot(left, right)];
    }

    private int slot(int left, int right) {
        long pair = pair(left, right);
        long mixed = pair * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed >>> 40) & mask;
        while (pairs[slot] != EMPTY && pairs[slot] != pair) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static long pair(int left, int right) {
        return (long) left << 32 | right;
    }
}
