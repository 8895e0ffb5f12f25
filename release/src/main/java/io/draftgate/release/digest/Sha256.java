package io.draftgate.release.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 as this module writes it. */
public final class Sha256 {
    private Sha256() {}

    /** {@code sha256:<hex>}. */
    public static String named(byte[] bytes) {
        return "sha256:" + HexFormat.of().formatHex(of(bytes));
    }

    /** 64 hexadecimal digits, of a text in UTF-8. */
    public static String hex(String text) {
        return HexFormat.of().formatHex(of(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** 32 bytes. */
    public static byte[] of(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
