package io.draftgate.audit.merkle;

import io.draftgate.audit.Digest;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries of a log in order, tells of every complete subtree as soon as its last entry is there, and knows the root
 * at every size. Keeps one hash a level. Confined to one thread.
 */
public final class TreeReader {
    /** Hears of complete subtrees, the lower ones first. */
    @FunctionalInterface
    public interface Listener {
        /**
         * A subtree is complete.
         *
         * @param level 0 for an entry; it spans 2^level entries
         * @param index of the subtree among those of its level, from 0
         */
        void completed(int level, long index, Digest hash);
    }

    private final @Nullable Digest[] waiting = new Digest[Long.SIZE];
    private final Listener listener;
    private long size;

    /** A reader that only knows roots. */
    public TreeReader() {
        this((level, index, hash) -> {});
    }

    public TreeReader(Listener listener) {
        this.listener = listener;
    }

    /** Takes in the next entry. */
    public void read(byte[] entry) {
        Digest hash = TreeHash.leaf(entry);
        int level = 0;
        listener.completed(level, size, hash);
        for (Digest left = waiting[level]; left != null; left = waiting[level]) {
            waiting[level] = null;
            hash = TreeHash.node(left, hash);
            level++;
            listener.completed(level, size >>> level, hash);
        }
        waiting[level] = hash;
        size++;
    }

    /** Number of entries so far. */
    public long size() {
        return size;
    }

    /** The Merkle tree hash of the entries so far. */
    public Digest root() {
        Digest root = null;
        for (Digest left : waiting) {
            if (left != null) {
                root = root == null ? left : TreeHash.node(left, root);
            }
        }
        return root == null ? TreeHash.empty() : root;
    }
}
