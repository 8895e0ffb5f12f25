package io.draftgate.streams.sealing;

import io.draftgate.erasure.Sealed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** How a sealed value lies in a store or topic: {@code DGS1}, length and id of the key, 12 bytes of nonce, ciphertext. */
final class SealedValue {
    private static final byte[] MAGIC = {'D', 'G', 'S', '1'};
    private static final int NONCE_BYTES = 12;

    private SealedValue() {}

    static byte[] of(Sealed sealed) {
        byte[] keyId = sealed.keyId().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(MAGIC.length
                        + 1
                        + keyId.length
                        + NONCE_BYTES
                        + sealed.ciphertext().remaining())
                .put(MAGIC)
                .put((byte) keyId.length)
                .put(keyId)
                .put(sealed.nonce().duplicate())
                .put(sealed.ciphertext().duplicate())
                .array();
    }

    /** Empty if the bytes are not of this form; an Avro record begins otherwise. */
    static Optional<Sealed> read(byte[] bytes) {
        int head = MAGIC.length + 1;
        if (bytes.length < head || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return Optional.empty();
        }
        int nonce = head + bytes[MAGIC.length];
        int ciphertext = nonce + NONCE_BYTES;
        if (nonce < head || bytes.length < ciphertext) {
            return Optional.empty();
        }
        return Optional.of(new Sealed(
                new String(bytes, head, nonce - head, StandardCharsets.US_ASCII),
                ByteBuffer.wrap(bytes, nonce, NONCE_BYTES).slice(),
                ByteBuffer.wrap(bytes, ciphertext, bytes.length - ciphertext).slice()));
    }
}
