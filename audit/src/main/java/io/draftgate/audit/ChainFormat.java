package io.draftgate.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The byte layout that writer and verifier agree on. All integers are big-endian; lengths count bytes.
 *
 * <pre>
 * genesis = SHA-256( "draftgate.audit.genesis.v1" 00 | length of name: int64 | name: UTF-8 )
 * link    = SHA-256( "draftgate.audit.link.v1" 00 | index: int64 | previous digest: 32 bytes
 *                    | length of content: int64 | content )
 * head    = number of links: int64 | digest of the last link, or genesis: 32 bytes
 * </pre>
 *
 * The tags keep a genesis, a link and anything else that is hashed somewhere from ever being mistaken for one another, and
 * the lengths keep two layouts from running together. The name in the genesis binds a chain to its place: the records of
 * one partition, moved to another, do not verify there.
 */
final class ChainFormat {

    private static final byte[] GENESIS_TAG = tag("draftgate.audit.genesis.v1");
    private static final byte[] LINK_TAG = tag("draftgate.audit.link.v1");

    private ChainFormat() {}

    static Digest genesis(String chainName) {
        byte[] name = chainName.getBytes(StandardCharsets.UTF_8);
        MessageDigest sha256 = sha256();
        sha256.update(GENESIS_TAG);
        sha256.update(int64(name.length));
        sha256.update(name);
        return new Digest(sha256.digest());
    }

    static Digest link(long index, Digest previous, byte[] content) {
        MessageDigest sha256 = sha256();
        sha256.update(LINK_TAG);
        sha256.update(int64(index));
        sha256.update(previous.bytes());
        sha256.update(int64(content.length));
        sha256.update(content);
        return new Digest(sha256.digest());
    }

    static byte[] head(ChainHead head) {
        return ByteBuffer.allocate(Long.BYTES + Digest.LENGTH)
                .putLong(head.length())
                .put(head.digest().bytes())
                .array();
    }

    static ChainHead head(byte[] bytes) {
        int expected = Long.BYTES + Digest.LENGTH;
        if (bytes.length != expected) {
            throw new IllegalArgumentException("chain head has " + bytes.length + " bytes, expected " + expected);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long length = buffer.getLong();
        byte[] digest = new byte[Digest.LENGTH];
        buffer.get(digest);
        return new ChainHead(length, new Digest(digest));
    }

    private static byte[] tag(String text) {
        return (text + '\0').getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] int64(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
