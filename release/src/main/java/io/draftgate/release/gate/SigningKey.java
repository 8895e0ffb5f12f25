package io.draftgate.release.gate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Set;

/** An Ed25519 key that signs statements about gates. Immutable, thread-safe. */
public final class SigningKey {
    private final PrivateKey secret;
    private final String id;

    private SigningKey(PrivateKey secret, String id) {
        this.secret = secret;
        this.id = id;
    }

    /**
     * Makes a key and writes it: the secret half to the file, which only its owner may read, the public half beside it under
     * the same name with {@code .pub}.
     *
     * @return id of the key
     * @throws java.nio.file.FileAlreadyExistsException if one of the files exists
     */
    public static String generate(Path file) throws IOException {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            Path publicFile = publicFile(file);
            write(publicFile, Pem.PUBLIC.write(pair.getPublic().getEncoded()), "rw-r--r--");
            write(file, Pem.SECRET.write(pair.getPrivate().getEncoded()) + Files.readString(publicFile), "rw-------");
            return VerifyingKeys.id(pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform since 15 has Ed25519", e);
        }
    }

    /** Where the public half stands. */
    public static Path publicFile(Path file) {
        return file.resolveSibling(file.getFileName() + ".pub");
    }

    /**
     * Reads a key that {@link #generate} wrote.
     *
     * @throws IllegalArgumentException if the file holds none
     */
    public static SigningKey read(Path file) throws IOException {
        String text = Files.readString(file);
        try {
            PublicKey shown = VerifyingKeys.key(Pem.PUBLIC.read(text));
            PrivateKey secret =
                    KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(Pem.SECRET.read(text)));
            return new SigningKey(secret, VerifyingKeys.id(shown));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    file + " holds no signing key, expected one that 'draftgate release key' wrote", e);
        }
    }

    /** Names the key. */
    public String id() {
        return id;
    }

    /** 64 bytes over the statement with the prefix of gates, so that it can be taken for nothing else. */
    public byte[] sign(String statement) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(secret);
            signature.update(VerifyingKeys.message(statement));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key was checked when it was read", e);
        }
    }

    private static void write(Path file, String text, String permissions) throws IOException {
        Set<OpenOption> fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var attribute = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
        try (var channel = Files.newByteChannel(file, fresh, attribute)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        }
    }
}
