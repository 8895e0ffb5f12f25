package io.draftgate.audit.note;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Ed25519 with the keys as RFC 8032 encodes them: 32 bytes each. The JDK takes them in wrappers of ASN.1, whose bytes before the
 * key are always the same (RFC 8410).
 */
final class Ed25519 {
    static final int KEY_LENGTH = 32;

    private static final String ALGORITHM = "Ed25519";
    private static final byte[] PUBLIC_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final byte[] PRIVATE_PREFIX = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private Ed25519() {}

    /** The public key of a private one. */
    static byte[] publicKey(byte[] seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, new Drawing(seed));
            byte[] wrapped = generator.generateKeyPair().getPublic().getEncoded();
            return Arrays.copyOfRange(wrapped, PUBLIC_PREFIX.length, wrapped.length);
        } catch (GeneralSecurityException e) {
            throw absent(e);
        }
    }

    static byte[] sign(byte[] seed, byte[] text) {
        try {
            PrivateKey key = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(concatenated(PRIVATE_PREFIX, seed)));
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw absent(e);
        }
    }

    static boolean verify(byte[] publicKey, byte[] text, byte[] signed) {
        try {
            PublicKey key = KeyFactory.getInstance(ALGORITHM)
                    .generatePublic(new X509EncodedKeySpec(concatenated(PUBLIC_PREFIX, publicKey)));
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            // Neither a point that is off the curve nor a signature of another length was made by the key's owner.
            return false;
        }
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    private static IllegalStateException absent(GeneralSecurityException e) {
        return new IllegalStateException("every JDK since 15 has Ed25519", e);
    }

    /** The JDK derives a public key only while it draws the private one: this source draws the one that is known. */
    private static final class Drawing extends SecureRandom {
        private static final long serialVersionUID = 1;

        private final byte[] seed;

        Drawing(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
