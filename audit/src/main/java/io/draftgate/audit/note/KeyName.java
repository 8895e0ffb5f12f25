package io.draftgate.audit.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** What names a key: a name that people chose, and the first 32 bits of a hash over name and key. */
final class KeyName {
    /** The type of Ed25519 signatures. */
    static final byte ED25519 = 1;

    private KeyName() {}

    /**
     * Checks a name.
     *
     * @throws IllegalArgumentException if it is empty or has spaces, control characters or a plus
     */
    static String check(String name) {
        boolean valid = !name.isEmpty()
                && name.codePoints()
                        .noneMatch(character -> Character.isWhitespace(character)
                                || Character.isSpaceChar(character)
                                || Character.isISOControl(character)
                                || character == '+');
        if (!valid) {
            throw new IllegalArgumentException(
                    "key name is '" + name + "', expected one without spaces and plus signs, e.g. example.org/drafts");
        }
        return name;
    }

    /** SHA-256(name | 0A | 01 | public key), the first four bytes. */
    static int id(String name, byte[] publicKey) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(name.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) '\n');
            sha256.update(ED25519);
            return ByteBuffer.wrap(sha256.digest(publicKey)).getInt();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String hex(int id) {
        return String.format("%08x", id);
    }

    /** 01 and the key, in Base64, as both kinds of keys are written. */
    static byte[] keyBytes(byte[] decoded, String kind) {
        if (decoded.length != 1 + Ed25519.KEY_LENGTH || decoded[0] != ED25519) {
            throw new IllegalArgumentException(kind + " is no Ed25519 key: expected type 1 and 32 bytes");
        }
        return Arrays.copyOfRange(decoded, 1, decoded.length);
    }

    static byte[] typed(byte[] key) {
        return ByteBuffer.allocate(1 + key.length).put(ED25519).put(key).array();
    }
}
