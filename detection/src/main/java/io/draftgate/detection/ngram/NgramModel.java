package io.draftgate.detection.ngram;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * A back-off n-gram model in one table. An entry is 16 bits of the n-gram's hash, 8 bits of its log-probability and 8
 * bits of the log-weight with which shorter n-grams stand in when it is the context. Immutable, thread-safe.
 */
public final class NgramModel {

    /** Nats; both codes cover 0 to 255 / {@link #STEPS} below zero. */
    static final double STEPS = 16;

    /** A code of the back-off weight that says: this n-gram was never a context. */
    static final int NO_CONTEXT = 255;

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

    /** Bytes that the model takes in memory and, uncompressed, on disk. */
    public int bytes() {
        return 4 * table.length;
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
        double[] scores = new double[hashes.length()];
        for (int t = 0; t < scores.length; t++) {
            double backedOff = 0;
            int n = order;
            int entry = 0;
            while (n >= 1) {
                entry = find(hashes.at(t, n));
                if (entry != 0) {
                    break;
                }
                n--;
                if (n >= 1) {
                    backedOff += weight(find(hashes.at(t - 1, n)));
                }
            }
            matched[t] = n;
            scores[t] = backedOff + (n == 0 ? unknown : -((entry >>> 8) & 0xFF) / STEPS);
        }
        return scores;
    }

    /** Writes the table. */
    public void write(DataOutputStream out) throws IOException {
        out.writeInt(order);
        out.writeDouble(unknown);
        out.writeInt(table.length);
        for (int entry : table) {
            out.writeInt(entry);
        }
    }

    /** Reads what {@link #write} wrote; a table of impossible size is an IOException. */
    public static NgramModel read(DataInputStream in) throws IOException {
        int order = in.readInt();
        double unknown = in.readDouble();
        int length = in.readInt();
        if (order < 1 || order > 8 || length < 2 || length > 1 << 26 || Integer.bitCount(length) != 1) {
            throw new IOException("an n-gram table of order " + order + " and " + length + " entries");
        }
        int[] table = new int[length];
        for (int i = 0; i < length; i++) {
            table[i] = in.readInt();
        }
        return new NgramModel(order, unknown, table);
    }

    private static double weight(int entry) {
        int code = entry & 0xFF;
        return entry == 0 || code == NO_CONTEXT ? 0 : -code / STEPS;
    }

    private int find(long hash) {
        int tag = tag(hash);
        int mask = table.length - 1;
        for (int slot = slot(hash, mask); table[slot] != 0; slot = (slot + 1) & mask) {
            if (table[slot] >>> 16 == tag) {
                return table[slot];
            }
        }
        return 0;
    }

    static int slot(long hash, int mask) {
        return (int) hash & mask;
    }

    /** 16 bits, never 0, so that an entry is never 0. */
    static int tag(long hash) {
        int tag = (int) (hash >>> 48);
        return tag == 0 ? 1 : tag;
    }
}
