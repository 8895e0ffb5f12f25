package io.draftgate.audit.note;

import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A public key under its name: what checks a {@link SignedNote}. Immutable, thread-safe. */
public final class NoteVerifier {
    private static final Pattern TEXT = Pattern.compile("([^+]+)\\+([0-9a-f]{8})\\+([A-Za-z0-9+/=]+)");

    private final String name;
    private final byte[] publicKey;

    NoteVerifier(String name, byte[] publicKey) {
        this.name = KeyName.check(name);
        this.publicKey = publicKey.clone();
    }

    /**
     * Reads a key as it is written: {@code name+hash+base64}, e.g. {@code
     * PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW}.
     *
     * @throws IllegalArgumentException if it is none, or its hash is that of another key
     */
    public static NoteVerifier parse(String text) {
        Matcher parts = TEXT.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'" + text.strip() + "' is no verifier key, expected name+8 hexadecimal digits+Base64");
        }
        byte[] key = KeyName.keyBytes(Base64.getDecoder().decode(parts.group(3)), "the verifier key");
        NoteVerifier verifier = new NoteVerifier(parts.group(1), key);
        if (!KeyName.hex(verifier.id()).equals(parts.group(2))) {
            throw new IllegalArgumentException("the verifier key of " + verifier.name + " says its hash is "
                    + parts.group(2) + ", expected " + KeyName.hex(verifier.id()));
        }
        return verifier;
    }

    /** The name that people chose. */
    public String name() {
        return name;
    }

    /** The same key under another name. */
    public NoteVerifier named(String other) {
        return new NoteVerifier(other, publicKey);
    }

    int id() {
        return KeyName.id(name, publicKey);
    }

    boolean verifies(byte[] text, byte[] signature) {
        return Ed25519.verify(publicKey, text, signature);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteVerifier verifier
                && name.equals(verifier.name)
                && Arrays.equals(publicKey, verifier.publicKey);
    }

    @Override
    public int hashCode() {
        return id();
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return name + "+" + KeyName.hex(id()) + "+" + Base64.getEncoder().encodeToString(KeyName.typed(publicKey));
    }
}
