package io.draftgate.audit;

import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 digest. Immutable. */
public final class Digest {

    /** Length of a SHA-256 digest, in bytes. */
    public static final int LENGTH = 32;

    private final byte[] bytes;

    /**
     * Copies the digest.
     *
     * @param bytes exactly {@link #LENGTH} bytes
     * @throws IllegalArgumentException if there are more or fewer
     */
    public Digest(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("digest has " + bytes.length + " bytes, expected " + LENGTH);
        }
        this.bytes = bytes.clone();
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** 64 lower-case hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest digest && Arrays.equals(bytes, digest.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** As it is written in messages: {@code sha256:<hex>}. */
    @Override
    public String toString() {
        return "sha256:" + hex();
    }
}
