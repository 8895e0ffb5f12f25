package io.draftgate.audit.merkle;

import io.draftgate.audit.Digest;
import java.util.List;

/**
 * That an entry stands at an index of a tree. What it claims need not be true: {@link #proves} says. Immutable.
 *
 * @param index of the entry, from 0
 * @param size of the tree
 * @param path from the entry's sibling to the child of the root
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9162#section-2.1.3.2">RFC 9162, section 2.1.3.2</a>
 */
public record InclusionProof(long index, long size, List<Digest> path) {
    public InclusionProof {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException(
                    "index of the proof is " + index + ", expected 0 to " + (size - 1) + ", the tree having " + size);
        }
        path = List.copyOf(path);
    }

    /** Whether the tree of this root has this entry at the index. */
    public boolean proves(byte[] entry, Digest root) {
        long node = index;
        long last = size - 1;
        Digest hash = TreeHash.leaf(entry);
        for (Digest sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = TreeHash.node(sibling, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>>= 1;
                    last >>>= 1;
                }
            } else {
                hash = TreeHash.node(hash, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && hash.equals(root);
    }
}
