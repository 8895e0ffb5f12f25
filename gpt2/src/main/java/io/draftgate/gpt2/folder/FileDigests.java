package io.draftgate.gpt2.folder;

import io.draftgate.gpt2.ModelFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * One digest over several files: the SHA-256 of what {@code sha256sum} prints for them, so that anybody can check it with
 * {@code sha256sum FILE... | sha256sum} in the model's folder.
 */
public final class FileDigests {
    private static final int BUFFER_BYTES = 1 << 18;

    private FileDigests() {}

    /**
     * The digest of the named files, which differs if their order does.
     *
     * @return {@code sha256:} and 64 hexadecimal digits
     */
    public static String digest(ModelFiles files, List<String> names) {
        MessageDigest whole = sha256();
        for (String name : names) {
            String line = HexFormat.of().formatHex(digest(files, name)) + "  " + name + "\n";
            whole.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return "sha256:" + HexFormat.of().formatHex(whole.digest());
    }

    /** {@code sha256:} and the SHA-256 of one file. */
    public static String ofFile(ModelFiles files, String name) {
        return "sha256:" + HexFormat.of().formatHex(digest(files, name));
    }

    private static byte[] digest(ModelFiles files, String name) {
        MessageDigest digest = sha256();
        var buffer = new byte[BUFFER_BYTES];
        try (InputStream in = files.stream(name)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        } catch (IOException e) {
            throw new ModelFormatException(files.name(name) + " cannot be read: " + e, e);
        }
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
