package io.draftgate.erasure;

import java.nio.ByteBuffer;

/**
 * Something that only its subject's key opens. Immutable.
 *
 * @param keyId which key
 * @param nonce 12 bytes
 * @param ciphertext as long as what was sealed, and 16 bytes more
 */
public record Sealed(String keyId, ByteBuffer nonce, ByteBuffer ciphertext) {
    public Sealed {
        nonce = nonce.asReadOnlyBuffer();
        ciphertext = ciphertext.asReadOnlyBuffer();
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
