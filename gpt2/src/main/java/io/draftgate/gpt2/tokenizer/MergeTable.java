package io.draftgate.gpt2.tokenizer;

import java.util.Arrays;

/**
 * Which two tokens merge, how early and into what: an open hash table without boxes, because it is asked for every pair of
 * every new word. Filled once, then immutable.
 */
final class MergeTable {
    /** The rank of a pair that does not merge. */
    static final int NONE = Integer.MAX_VALUE;

    private static final long EMPTY = -1;

    /** Of the first table; doubled when half of it is full, so that it never takes more than the file has merges for. */
    private static final int FIRST_CAPACITY = 1 << 10;

    private long[] pairs = empty(FIRST_CAPACITY);
    private int[] ranks = new int[FIRST_CAPACITY];
    private int[] products = new int[FIRST_CAPACITY];
    private int count;

    /** Adds a merge; of a pair that is added twice the first rank stays. */
    void add(int left, int right, int rank, int product) {
        if (2 * count >= pairs.length) {
            grow();
        }
        if (put(pair(left, right), rank, product)) {
            count++;
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

    private boolean put(long pair, int rank, int product) {
        int slot = slot(pair);
        boolean isNew = pairs[slot] == EMPTY;
        if (isNew) {
            pairs[slot] = pair;
            ranks[slot] = rank;
            products[slot] = product;
        }
        return isNew;
    }

    private void grow() {
        long[] oldPairs = pairs;
        int[] oldRanks = ranks;
        int[] oldProducts = products;
        pairs = empty(2 * oldPairs.length);
        ranks = new int[pairs.length];
        products = new int[pairs.length];
        for (int i = 0; i < oldPairs.length; i++) {
            if (oldPairs[i] != EMPTY) {
                put(oldPairs[i], oldRanks[i], oldProducts[i]);
            }
        }
    }

    private int slot(int left, int right) {
        return slot(pair(left, right));
    }

    private int slot(long pair) {
        int mask = pairs.length - 1;
        long mixed = pair * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed >>> 40) & mask;
        while (pairs[slot] != EMPTY && pairs[slot] != pair) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static long[] empty(int capacity) {
        var pairs = new long[capacity];
        Arrays.fill(pairs, EMPTY);
        return pairs;
    }

    private static long pair(int left, int right) {
        return (long) left << 32 | right;
    }
}
