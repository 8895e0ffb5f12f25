package io.draftgate.audit.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A private key under its name: what signs notes. Immutable, thread-safe. */
public final class NoteSigner {
    private static final Pattern TEXT = Pattern.compile("PRIVATE\\+KEY\\+([^+]+)\\+([0-9a-f]{8})\\+([A-Za-z0-9+/=]+)");

    private final byte[] seed;
    private final NoteVerifier verifier;

    private NoteSigner(String name, byte[] seed) {
        this.seed = seed;
        verifier = new NoteVerifier(name, Ed25519.publicKey(seed));
    }

    /**
     * A new key.
     *
     * @param name without spaces and plus signs; a URL without its scheme cannot be taken for somebody else's
     */
    public static NoteSigner generate(String name, SecureRandom random) {
        byte[] seed = new byte[Ed25519.KEY_LENGTH];
        random.nextBytes(seed);
        return new NoteSigner(name, seed);
    }

    /**
     * Reads what {@link #privateKey} wrote.
     *
     * @throws IllegalArgumentException if it is no private key; the message does not repeat it
     */
    public static NoteSigner parse(String text) {
        Matcher parts = TEXT.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("no signing key, expected PRIVATE+KEY+name+8 hexadecimal digits+Base64");
        }
        byte[] decoded = Base64.getDecoder().decode(parts.group(3));
        NoteSigner signer = new NoteSigner(parts.group(1), KeyName.keyBytes(decoded, "the signing key"));
        if (!KeyName.hex(signer.verifier.id()).equals(parts.group(2))) {
            throw new IllegalArgumentException("the signing key of " + signer.name() + " says its hash is "
                    + parts.group(2) + ", expected " + KeyName.hex(signer.verifier.id()));
        }
        return signer;
    }

    public String name() {
        return verifier.name();
    }

    /** What checks the notes that this key signs. */
    public NoteVerifier verifier() {
        return verifier;
    }

    /** The same key under another name. */
    public NoteSigner named(String other) {
        return new NoteSigner(other, seed);
    }

    /**
     * Signs a text.
     *
     * @param text ends with a newline and has no other control characters
     */
    public SignedNote sign(String text) {
        byte[] signature = Ed25519.sign(seed, text.getBytes(StandardCharsets.UTF_8));
        return new SignedNote(
                text, List.of(new SignedNote.Signature(name(), verifier.id(), ByteBuffer.wrap(signature))));
    }

    /** The private key: to be kept secret. */
    public String privateKey() {
        return "PRIVATE+KEY+" + name() + "+" + KeyName.hex(verifier.id()) + "+"
                + Base64.getEncoder().encodeToString(KeyName.typed(seed));
    }
}
