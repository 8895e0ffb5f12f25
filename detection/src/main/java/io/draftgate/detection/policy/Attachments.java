package io.draftgate.detection.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The files that a policy names, and the digest of all that decides: the policy's own bytes and theirs. Confined to one
 * reader.
 */
final class Attachments {

    private final @Nullable Path folder;
    private final MessageDigest digest;

    /**
     * Begins with the policy.
     *
     * @param folder that names are relative to; null for a policy that is in no folder
     */
    Attachments(@Nullable Path folder, byte[] policy) {
        this.folder = folder;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        digest.update(policy);
    }

    /** Reads a file that the policy names. */
    byte[] read(String name) throws IOException {
        if (folder == null) {
            throw new IOException("a bundled policy has no files");
        }
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new IOException("no such file: " + file);
        }
        byte[] bytes = Files.readAllBytes(file);
        digest.update(bytes);
        return bytes;
    }

    /** {@code sha256:<hex>}; of the policy's own bytes alone if it names no file. */
    String digest() {
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }
}
