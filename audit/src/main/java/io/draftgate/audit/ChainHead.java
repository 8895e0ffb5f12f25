package io.draftgate.audit;

/**
 * Where a chain ends: all that is needed to append to it, and all that an outsider has to keep to notice a later forgery.
 * Immutable.
 *
 * @param length number of links so far, at least 0; also the index of the next link
 * @param digest digest of the last link, or the genesis digest of an empty chain
 */
public record ChainHead(long length, Digest digest) {

    /** Checks the length. */
    public ChainHead {
        if (length < 0) {
            throw new IllegalArgumentException("length is " + length + ", expected at least 0");
        }
    }

    /**
     * The head of an empty chain.
     *
     * @param chainName names the place of the chain, e.g. {@code audit.records-3}; part of every digest that follows
     */
    public static ChainHead genesis(String chainName) {
        return new ChainHead(0, ChainFormat.genesis(chainName));
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException if these are not the bytes of a head
     */
    public static ChainHead fromBytes(byte[] bytes) {
        return ChainFormat.head(bytes);
    }

    /** 40 bytes: the length, then the digest. */
    public byte[] toBytes() {
        return ChainFormat.head(this);
    }
}
