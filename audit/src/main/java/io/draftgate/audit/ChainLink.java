package io.draftgate.audit;

import java.util.Arrays;

/**
 * One record of a chain, as it is stored. What it claims need not be true: that is for {@link ChainVerifier} to say.
 * Immutable.
 */
public final class ChainLink {

    private final long index;
    private final Digest previous;
    private final byte[] content;
    private final Digest digest;

    /**
     * A link as it was read.
     *
     * @param index position in the chain, from 0
     * @param previous digest of the link before it, or the genesis digest
     * @param content the record itself, opaque; copied
     * @param digest digest over the three above, see {@link ChainFormat}
     */
    public ChainLink(long index, Digest previous, byte[] content, Digest digest) {
        this.index = index;
        this.previous = previous;
        this.content = content.clone();
        this.digest = digest;
    }

    /** Position in the chain, from 0. */
    public long index() {
        return index;
    }

    /** Digest of the link before it, or the genesis digest. */
    public Digest previous() {
        return previous;
    }

    /** A copy of the record. */
    public byte[] content() {
        return content.clone();
    }

    /** What the link says its digest is. */
    public Digest digest() {
        return digest;
    }

    /**
     * What stands for this record in the Merkle tree of its chain: the 32 bytes of its digest, which is the SHA-256 of the record's
     * canonical bytes (see {@link ChainFormat}). So an entry is small however long the record is, and a tree can be shown to anybody
     * without showing what was recorded.
     */
    public byte[] entry() {
        return digest.bytes();
    }

    /** The head of a chain that ends with this link. */
    public ChainHead head() {
        return new ChainHead(index + 1, digest);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChainLink link
                && index == link.index
                && previous.equals(link.previous)
                && Arrays.equals(content, link.content)
                && digest.equals(link.digest);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(index) + digest.hashCode();
    }

    @Override
    public String toString() {
        return "ChainLink[" + index + ", " + content.length + " bytes, " + digest + "]";
    }
}
