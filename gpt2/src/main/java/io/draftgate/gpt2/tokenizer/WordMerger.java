package io.draftgate.gpt2.tokenizer;

import java.util.PriorityQueue;

/**
 * Merges the symbols of one word until no pair is left that merges. The symbols form a linked list and the pairs wait in a
 * heap, so a word of n bytes takes O(n log n): prompts come from outside, and 20,000 times one letter must not stop a worker.
 * Confined to one call.
 */
final class WordMerger {
    private static final int GONE = -1;

    private final MergeTable merges;
    private final int[] symbols;
    private final int[] previous;
    private final int[] next;
    /** Pairs as rank in the upper and position of the left symbol in the lower half: earliest merge first, then leftmost. */
    private final PriorityQueue<Long> waiting = new PriorityQueue<>();

    WordMerger(MergeTable merges, int[] symbols) {
        this.merges = merges;
        this.symbols = symbols;
        int length = symbols.length;
        previous = new int[length];
        next = new int[length];
        for (int i = 0; i < length; i++) {
            previous[i] = i - 1;
            next[i] = i + 1;
        }
    }

    int[] merge() {
        for (int i = 0; i + 1 < symbols.length; i++) {
            enqueue(i);
        }
        while (!waiting.isEmpty()) {
            mergeAllOfRank(rank(waiting.peek()));
        }
        return remaining();
    }

    /** One merge is applied from left to right to the whole word before the pairs that it made are looked at. */
    private void mergeAllOfRank(int rank) {
        var merged = new IntList(4);
        while (!waiting.isEmpty() && rank(waiting.peek()) == rank) {
            int left = waiting.remove().intValue();
            if (pairRank(left) == rank) {
                mergeAt(left);
                merged.add(left);
            }
        }
        for (int i = 0; i < merged.size(); i++) {
            int position = merged.get(i);
            enqueue(position);
            enqueue(previous[position]);
        }
    }

    private void mergeAt(int left) {
        int right = next[left];
        symbols[left] = merges.product(symbols[left], symbols[right]);
        symbols[right] = GONE;
        next[left] = next[right];
        if (next[left] < symbols.length) {
            previous[next[left]] = left;
        }
    }

    private void enqueue(int left) {
        int rank = pairRank(left);
        if (rank != MergeTable.NONE) {
            waiting.add((long) rank << 32 | left);
        }
    }

    private int pairRank(int left) {
        if (left < 0 || symbols[left] == GONE || next[left] >= symbols.length) {
            return MergeTable.NONE;
        }
        return merges.rank(symbols[left], symbols[next[left]]);
    }

    private int[] remaining() {
        var out = new IntList(symbols.length);
        for (int i = 0; i < symbols.length; i = next[i]) {
            out.add(symbols[i]);
        }
        return out.toArray();
    }

    private static int rank(long entry) {
        return (int) (entry >>> 32);
    }
}
