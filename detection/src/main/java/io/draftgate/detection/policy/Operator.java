package io.draftgate.detection.policy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What becomes of a piece of personal data when a text is anonymised; the operators are those of <a
 * href="https://microsoft.github.io/presidio/anonymizer/">Presidio</a>.
 */
public enum Operator {
    /** Taken out. */
    REDACT,
    /** Every letter and digit becomes an asterisk; its shape stays. */
    MASK,
    /** The rule's id in angle brackets. */
    REPLACE,
    /** The beginning of a salted SHA-256, so that equal data stay equal; whoever knows the salt can try all numbers. */
    HASH;

    private static final int HASH_BYTES = 8;

    /**
     * What stands in place of a piece of text.
     *
     * @param salt for {@link #HASH}
     */
    String apply(String found, String ruleId, String salt) {
        return switch (this) {
            case REDACT -> "";
            case MASK -> found.replaceAll("[\\p{L}\\p{N}]", "*");
            case REPLACE -> "<" + ruleId + ">";
            case HASH -> hash(salt + found);
        };
    }

    private static String hash(String salted) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(salted.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
