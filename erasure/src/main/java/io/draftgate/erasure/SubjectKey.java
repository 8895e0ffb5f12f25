package io.draftgate.erasure;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key of 256 bits that seals with AES-GCM under random nonces of 96 bits; good for four thousand million messages (NIST SP
 * 800-38D, 8.3). Immutable, thread-safe.
 */
public final class SubjectKey {
    static final int KEY_BYTES = 32;
    static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String CIPHER = "AES/GCM/NoPadding";

    private final String id;
    private final SecretKeySpec secret;

    /** @param secret 32 bytes, copied */
    SubjectKey(String id, byte[] secret) {
        if (secret.length != KEY_BYTES) {
            throw new IllegalArgumentException("key " + id + " has " + secret.length + " bytes, expected " + KEY_BYTES);
        }
        this.id = id;
        this.secret = new SecretKeySpec(secret, "AES");
    }

    /** Names the key; says nothing of the subject. */
    public String id() {
        return id;
    }

    /**
     * Seals.
     *
     * @param context what it belongs to; must be told again to open it, so that it cannot be put elsewhere
     */
    public Sealed seal(byte[] plain, byte[] context, SecureRandom random) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.ENCRYPT_MODE, secret, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context);
            return new Sealed(id, ByteBuffer.wrap(nonce), ByteBuffer.wrap(cipher.doFinal(plain)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES/GCM", e);
        }
    }

    /**
     * Opens.
     *
     * @throws BrokenSealException if it was changed, or belongs elsewhere
     */
    public byte[] open(Sealed sealed, byte[] context) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.DECRYPT_MODE, secret, new GCMParameterSpec(TAG_BITS, Sealed.bytes(sealed.nonce())));
            cipher.updateAAD(context);
            return cipher.doFinal(Sealed.bytes(sealed.ciphertext()));
        } catch (AEADBadTagException e) {
            throw new BrokenSealException("what key " + id + " sealed was changed, or belongs elsewhere", e);
        } catch (GeneralSecurityException e) {
            throw new BrokenSealException("not sealed by key " + id + ": " + e.getMessage(), e);
        }
    }

    byte[] secret() {
        return secret.getEncoded();
    }
}
