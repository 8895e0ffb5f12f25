package io.draftgate.release.gate;

import io.draftgate.release.digest.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The keys whose statements about gates are believed. Immutable, thread-safe. */
public final class VerifyingKeys {
    private static final String PREFIX = "draftgate.release.gate.v1\n";
    private static final int ID_BYTES = 8;

    private final Map<String, PublicKey> keys;

    private VerifyingKeys(Map<String, PublicKey> keys) {
        this.keys = Map.copyOf(keys);
    }

    /** Nobody is believed. */
    public static VerifyingKeys none() {
        return new VerifyingKeys(Map.of());
    }

    /**
     * Reads public keys in PEM, one a file.
     *
     * @throws IllegalArgumentException if a file holds none
     */
    public static VerifyingKeys read(List<Path> files) throws IOException {
        Map<String, PublicKey> keys = new HashMap<>();
        for (Path file : files) {
            try {
                PublicKey key = key(Pem.PUBLIC.read(Files.readString(file)));
                keys.put(id(key), key);
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                throw new IllegalArgumentException(file + " holds no Ed25519 public key in PEM", e);
            }
        }
        return new VerifyingKeys(keys);
    }

    /** Whether nobody is believed. */
    public boolean isEmpty() {
        return keys.isEmpty();
    }

    /** Whether a key of this id is believed and made the signature over the statement. */
    public boolean verify(String signer, String statement, byte[] signed) {
        PublicKey key = keys.get(signer);
        if (key == null) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(message(statement));
            return signature.verify(signed);
        } catch (GeneralSecurityException notASignature) {
            return false;
        }
    }

    static PublicKey key(byte[] der) throws GeneralSecurityException {
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
    }

    /** {@code ed25519:} and the first 8 bytes of the SHA-256 of the key's SubjectPublicKeyInfo. */
    static String id(PublicKey key) {
        return "ed25519:" + HexFormat.of().formatHex(Sha256.of(key.getEncoded()), 0, ID_BYTES);
    }

    static byte[] message(String statement) {
        return (PREFIX + statement).getBytes(StandardCharsets.UTF_8);
    }
}
