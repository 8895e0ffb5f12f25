package io.draftgate.audit.merkle;

import io.draftgate.audit.Digest;
import java.util.ArrayList;
import java.util.List;

/**
 * That a tree only appended to an older one. What it claims need not be true: {@link #proves} says. Immutable.
 *
 * @param oldSize at least 1
 * @param newSize at least {@code oldSize}
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9162#section-2.1.4.2">RFC 9162, section 2.1.4.2</a>
 */
public record ConsistencyProof(long oldSize, long newSize, List<Digest> path) {
    public ConsistencyProof {
        if (oldSize < 1 || newSize < oldSize) {
            throw new IllegalArgumentException(
                    "a consistency proof from size " + oldSize + " to " + newSize + ", expected 1 <= old <= new");
        }
        path = List.copyOf(path);
    }

    /** Whether the tree of the new root begins with the entries of the tree of the old root. */
    public boolean proves(Digest oldRoot, Digest newRoot) {
        if (oldSize == newSize) {
            return path.isEmpty() && oldRoot.equals(newRoot);
        }
        List<Digest> hashes = new ArrayList<>(path);
        if (Long.bitCount(oldSize) == 1) {
            hashes.add(0, oldRoot);
        }
        return !hashes.isEmpty() && follows(hashes, oldRoot, newRoot);
    }

    private boolean follows(List<Digest> hashes, Digest oldRoot, Digest newRoot) {
        int shift = Long.numberOfTrailingZeros(~(oldSize - 1));
        long node = (oldSize - 1) >>> shift;
        long last = (newSize - 1) >>> shift;
        Digest oldHash = hashes.get(0);
        Digest newHash = hashes.get(0);
        for (Digest hash : hashes.subList(1, hashes.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                oldHash = TreeHash.node(hash, oldHash);
                newHash = TreeHash.node(hash, newHash);
                while ((node & 1) == 0 && node != 0) {
                    node >>>= 1;
                    last >>>= 1;
                }
            } else {
                newHash = TreeHash.node(newHash, hash);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && oldHash.equals(oldRoot) && newHash.equals(newRoot);
    }
}
