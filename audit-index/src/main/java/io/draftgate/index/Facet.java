package io.draftgate.index;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A property that is searched for as if it were a word, so that a rare word and a common tenant meet in one index. A facet is one
 * token in every full-text engine: a letter and 16 hexadecimal digits of SHA-256 over name and value.
 */
enum Facet {
    TENANT,
    MODEL,
    VERDICT,
    REASON,
    REVIEWER,
    STATE;

    private static final int BYTES = 8;

    String token(String value) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((name() + '\0' + value).getBytes(StandardCharsets.UTF_8));
            return "f" + HexFormat.of().formatHex(Arrays.copyOf(digest, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
