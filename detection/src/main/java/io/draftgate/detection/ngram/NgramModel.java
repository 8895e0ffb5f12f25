package io.draftgate.detection.ngram;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A back-off n-gram model in one table. An entry is 12 bits of the n-gram's hash, 8 bits of its log-probability and 8
 * bits of the log-weight with which shorter n-grams stand in when it is the context. Immutable, thread-safe.
 */
public final class NgramModel {

    /** Nats; both codes cover 0 to 255 / {@link #STEPS} below zero. */
    static final double STEPS = 16;

    /** A code of the back-off weight that says: this n-gram was never a context. */
    static final int NO_CONTEXT = 255;

    /** Where the bytes of an entry lie: two of the tag, the probability, the weight. */
    private static final int[] SHIFTS = {24, 16, 8, 0};

    private final int order;
    private final double unknown;
    private final int[] table;

    NgramModel(int order, double unknown, int[] table) {
        this.order = order;
        this.unknown = unknown;
        this.table = table;
    }

    public int order() {
        return order;
    }

    /** Natural logarithm of the probability of a symbol never seen. */
    public double unknown() {
        return unknown;
    }

    /**
     * Scores each symbol given those before it.
     *
     * @return natural logarithms, one a symbol
     */
    public double[] score(int[] symbols) {
        return score(NgramHashes.of(symbols, order), new int[symbols.length]);
    }

    /**
     * Scores each symbol given those before it.
     *
     * @param hashes at least of this model's order
     * @param matched receives the length of the longest n-gram found at each place, 0 for an unknown symbol
     */
    double[] score(NgramHashes hashes, int[] matched) {
        int[][] entries = new int[order][];
        for (int n = 1; n <= order; n++) {
            entries[n - 1] = entries(hashes.all(n));
        }
        double[] scores = new double[hashes.length()];
        for (int t = 0; t < scores.length; t++) {
            double backedOff = 0;
            int n = order;
            while (n >= 1 && entries[n - 1][t + 1] == 0) {
                n--;
                if (n >= 1) {
                    backedOff += weight(entries[n - 1][t]);
                }
            }
            matched[t] = n;
            scores[t] = backedOff + (n == 0 ? unknown : -((entries[n - 1][t + 1] >>> 8) & 0xFF) / STEPS);
        }
        return scores;
    }

    /**
     * Writes the table: a bit a slot that says whether it is taken, then of the entries all first bytes, all second bytes and
     * so on. A tag is random and a weight nearly always the same; apart, they take half the room once compressed.
     */
    public void write(DataOutputStream out) throws IOException {
        out.writeInt(order);
        out.writeDouble(unknown);
        out.writeInt(table.length);
        BitSet taken = new BitSet(table.length);
        for (int slot = 0; slot < table.length; slot++) {
            taken.set(slot, table[slot] != 0);
        }
        out.write(Arrays.copyOf(taken.toByteArray(), table.length / Byte.SIZE));
        for (int shift : SHIFTS) {
            for (int entry : table) {
                if (entry != 0) {
                    out.writeByte(entry >>> shift);
                }
            }
        }
    }

    /** Reads what {@link #write} wrote; a table of impossible size is an IOException. */
    public static NgramModel read(DataInputStream in) throws IOException {
        int order = in.readInt();
        double unknown = in.readDouble();
        int length = in.readInt();
        if (order < 1 || order > 8 || length < Byte.SIZE || length > 1 << 26 || Integer.bitCount(length) != 1) {
            throw new IOException("an n-gram table of order " + order + " and " + length + " entries");
        }
        BitSet taken = BitSet.valueOf(bytes(in, length / Byte.SIZE));
        if (taken.cardinality() == length) {
            throw new IOException("an n-gram table without an empty slot, in which no search would end");
        }
        int[] table = new int[length];
        for (int shift : SHIFTS) {
            byte[] part = bytes(in, taken.cardinality());
            int next = 0;
            for (int slot = taken.nextSetBit(0); slot >= 0; slot = taken.nextSetBit(slot + 1)) {
                table[slot] |= (part[next++] & 0xFF) << shift;
            }
        }
        return new NgramModel(order, unknown, table);
    }

    private static byte[] bytes(DataInputStream in, int count) throws IOException {
        byte[] bytes = new byte[count];
        in.readFully(bytes);
        return bytes;
    }

    private static double weight(int entry) {
        int code = entry & 0xFF;
        return entry == 0 || code == NO_CONTEXT ? 0 : -code / STEPS;
    }

    /** What the table holds of each n-gram, 0 where it holds none. */
    private int[] entries(long[] hashes) {
        int mask = table.length - 1;
        int[] entries = new int[hashes.length];
        // The table does not fit into a cache: loads that need not wait for one another come first.
        for (int i = 0; i < hashes.length; i++) {
            entries[i] = table[slot(hashes[i], mask)];
        }
        for (int i = 0; i < hashes.length; i++) {
            int tag = tag(hashes[i]);
            int slot = slot(hashes[i], mask);
            while (entries[i] != 0 && entries[i] >>> 16 != tag) {
                slot = (slot + 1) & mask;
                entries[i] = table[slot];
            }
        }
        return entries;
    }

    static int slot(long hash, int mask) {
        return (int) hash & mask;
    }

    /** 12 bits, never 0, so that an entry is never 0; one search in some 2,000 finds an n-gram that is not there. */
    static int tag(long hash) {
        int tag = (int) (hash >>> 52);
        return tag == 0 ? 1 : tag;
    }
}
