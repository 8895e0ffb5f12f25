package io.draftgate.audit.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A text and what claims to be its signatures. Nothing is known of it before {@link #isSignedBy}. Immutable.
 *
 * @param text ends with a newline
 */
public record SignedNote(String text, List<Signature> signatures) {
    /** Begins a line with a signature: an em dash and a space. */
    static final String MARK = "\u2014 ";

    /** Enough for a log and its witnesses; bounds what a stranger makes us check. */
    private static final int MOST_SIGNATURES = 100;

    /**
     * One line below the text.
     *
     * @param keyId the first 32 bits of a hash over name and key
     * @param bytes the signature itself
     */
    public record Signature(String name, int keyId, ByteBuffer bytes) {
        public Signature {
            bytes = bytes.asReadOnlyBuffer();
        }

        byte[] copy() {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            return copy;
        }

        private String line() {
            byte[] whole = ByteBuffer.allocate(Integer.BYTES + bytes.remaining())
                    .putInt(keyId)
                    .put(bytes.duplicate())
                    .array();
            return MARK + name + " " + Base64.getEncoder().encodeToString(whole) + "\n";
        }
    }

    public SignedNote {
        signatures = List.copyOf(signatures);
        boolean valid =
                text.endsWith("\n") && text.chars().allMatch(character -> character >= ' ' || character == '\n');
        if (!valid) {
            throw new IllegalArgumentException(
                    "a note ends with a newline and has no other control characters, this one does not keep to it");
        }
        if (signatures.size() > MOST_SIGNATURES) {
            throw new IllegalArgumentException(
                    "a note of " + signatures.size() + " signatures, expected at most " + MOST_SIGNATURES);
        }
    }

    /**
     * Reads a note.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public static SignedNote parse(String note) {
        int end = note.lastIndexOf("\n\n");
        if (end < 0) {
            throw new IllegalArgumentException("not a signed note: no empty line before the signatures");
        }
        List<Signature> signatures = new ArrayList<>();
        for (String line : note.substring(end + 2).split("\n", -1)) {
            if (!line.isEmpty()) {
                signatures.add(signature(line));
            }
        }
        return new SignedNote(note.substring(0, end + 1), signatures);
    }

    private static Signature signature(String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length != 3 || !line.startsWith(MARK)) {
            throw new IllegalArgumentException(
                    "not a signature: '" + line + "', expected an em dash, a name and Base64");
        }
        byte[] whole = Base64.getDecoder().decode(parts[2]);
        if (whole.length <= Integer.BYTES) {
            throw new IllegalArgumentException(
                    "the signature of " + parts[1] + " has " + whole.length + " bytes, expected 4 and a signature");
        }
        ByteBuffer buffer = ByteBuffer.wrap(whole);
        return new Signature(KeyName.check(parts[1]), buffer.getInt(), buffer.slice());
    }

    /**
     * Whether a key signed this text. A line that bears the key's name and id but another's signature spoils the note, whatever
     * else stands below.
     */
    public boolean isSignedBy(NoteVerifier verifier) {
        List<Signature> own = signatures.stream()
                .filter(signature -> signature.name().equals(verifier.name()) && signature.keyId() == verifier.id())
                .toList();
        byte[] signed = text.getBytes(StandardCharsets.UTF_8);
        return !own.isEmpty() && own.stream().allMatch(signature -> verifier.verifies(signed, signature.copy()));
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return text + "\n" + signatures.stream().map(Signature::line).collect(Collectors.joining());
    }
}
