package io.draftgate.audit.merkle;

import io.draftgate.audit.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The entries from {@code begin} to before {@code end}, whose Merkle tree hash is part of a proof. Immutable.
 *
 * @param begin a multiple of the largest power of two below {@code end - begin}
 * @param end more than {@code begin}
 */
record Span(long begin, long end) {
    /** A complete subtree, as {@link TreeReader.Listener} tells of it. */
    record Subtree(int level, long index) {}

    /** Where the tree over these entries is divided: the largest power of two below their number, counted from the begin. */
    long middle() {
        return begin + Long.highestOneBit(end - begin - 1);
    }

    boolean isOneEntry() {
        return end - begin == 1;
    }

    Span left() {
        return new Span(begin, middle());
    }

    Span right() {
        return new Span(middle(), end);
    }

    /** The complete subtrees that make it up, the largest first. */
    List<Subtree> subtrees() {
        List<Subtree> subtrees = new ArrayList<>();
        for (long at = begin; at < end; ) {
            long length = Long.highestOneBit(end - at);
            int level = Long.numberOfTrailingZeros(length);
            subtrees.add(new Subtree(level, at >>> level));
            at += length;
        }
        return subtrees;
    }

    /** The Merkle tree hash of the entries, from those of the complete subtrees. */
    Digest hash(Function<Subtree, Digest> hashes) {
        List<Subtree> subtrees = subtrees();
        Digest hash = hashes.apply(subtrees.get(subtrees.size() - 1));
        for (int i = subtrees.size() - 2; i >= 0; i--) {
            hash = TreeHash.node(hashes.apply(subtrees.get(i)), hash);
        }
        return hash;
    }
}
