package io.draftgate.audit.merkle;

import io.draftgate.audit.Digest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The three hashes of a Merkle tree. A leaf and a node begin with different bytes, so that neither can be passed off as the
 * other.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6962#section-2.1">RFC 6962, section 2.1</a>
 */
public final class TreeHash {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private TreeHash() {}

    /** The root of a tree without entries: the SHA-256 of nothing. */
    public static Digest empty() {
        return new Digest(sha256().digest());
    }

    /** SHA-256(00 | entry). */
    public static Digest leaf(byte[] entry) {
        MessageDigest sha256 = sha256();
        sha256.update(LEAF);
        return new Digest(sha256.digest(entry));
    }

    /** SHA-256(01 | left | right). */
    public static Digest node(Digest left, Digest right) {
        MessageDigest sha256 = sha256();
        sha256.update(NODE);
        sha256.update(left.bytes());
        return new Digest(sha256.digest(right.bytes()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
