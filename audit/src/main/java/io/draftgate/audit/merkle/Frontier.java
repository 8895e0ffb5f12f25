package io.draftgate.audit.merkle;

import io.draftgate.audit.Digest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a writer must keep of a tree to append to it and to know its root: the roots of the complete subtrees that make it
 * up, one for each bit that is set in its size, the largest first. Immutable.
 *
 * @param size number of entries, at least 0
 * @param subtrees as many as the size has bits that are set
 */
public record Frontier(long size, List<Digest> subtrees) {
    /** The frontier of a tree without entries. */
    public static final Frontier EMPTY = new Frontier(0, List.of());

    public Frontier {
        subtrees = List.copyOf(subtrees);
        if (size < 0 || subtrees.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException("a frontier of " + subtrees.size() + " subtrees for " + size
                    + " entries, expected one for each bit that is set in the number of entries");
        }
    }

    /** The frontier after one more entry. */
    public Frontier append(byte[] entry) {
        List<Digest> grown = new ArrayList<>(subtrees);
        Digest hash = TreeHash.leaf(entry);
        for (long carry = size; (carry & 1) == 1; carry >>>= 1) {
            hash = TreeHash.node(grown.remove(grown.size() - 1), hash);
        }
        grown.add(hash);
        return new Frontier(size + 1, grown);
    }

    /** The Merkle tree hash of all entries. */
    public Digest root() {
        if (size == 0) {
            return TreeHash.empty();
        }
        Digest root = subtrees.get(subtrees.size() - 1);
        for (int i = subtrees.size() - 2; i >= 0; i--) {
            root = TreeHash.node(subtrees.get(i), root);
        }
        return root;
    }

    /** The size as int64, big-endian, then 32 bytes a subtree. */
    public byte[] toBytes() {
        ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES + subtrees.size() * Digest.LENGTH);
        buffer.putLong(size);
        subtrees.forEach(subtree -> buffer.put(subtree.bytes()));
        return buffer.array();
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException if these are not the bytes of a frontier
     */
    public static Frontier fromBytes(byte[] bytes) {
        if (bytes.length < Long.BYTES || (bytes.length - Long.BYTES) % Digest.LENGTH != 0) {
            throw new IllegalArgumentException(
                    "a frontier has " + bytes.length + " bytes, expected 8 and 32 for each subtree");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long size = buffer.getLong();
        List<Digest> subtrees = new ArrayList<>();
        while (buffer.hasRemaining()) {
            byte[] subtree = new byte[Digest.LENGTH];
            buffer.get(subtree);
            subtrees.add(new Digest(subtree));
        }
        return new Frontier(size, subtrees);
    }
}
