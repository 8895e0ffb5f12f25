package io.draftgate.erasure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;

/**
 * The master keys of a folder: {@code N.key} with 32 bytes each, {@code current} with the number of the one that wraps, {@code
 * naming} with 32 bytes that only name. Thread-safe.
 */
final class MasterKeys {
    private static final String CURRENT = "current";
    private static final String NAMING = "naming";
    private static final String SUFFIX = ".key";

    private final Path folder;
    private final SecureRandom random;
    private final byte[] namingSecret;

    private MasterKeys(Path folder, SecureRandom random, byte[] namingSecret) {
        this.folder = folder;
        this.random = random;
        this.namingSecret = namingSecret;
    }

    static MasterKeys open(Path folder, SecureRandom random) throws IOException {
        SecretFiles.createFolder(folder);
        if (Files.notExists(folder.resolve(CURRENT))) {
            SecretFiles.create(folder.resolve(NAMING), secret(random));
            SecretFiles.create(folder.resolve("1" + SUFFIX), secret(random));
            SecretFiles.create(folder.resolve(CURRENT), "1".getBytes(StandardCharsets.US_ASCII));
        }
        return new MasterKeys(folder, random, Files.readAllBytes(folder.resolve(NAMING)));
    }

    byte[] namingSecret() {
        return namingSecret.clone();
    }

    MasterKey current() {
        try {
            return find(Files.readString(folder.resolve(CURRENT)).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("the current master key cannot be read: " + e.getMessage(), e);
        }
    }

    MasterKey find(String id) {
        try {
            return new MasterKey(new SubjectKey(id, Files.readAllBytes(folder.resolve(id + SUFFIX))), random);
        } catch (NoSuchFileException e) {
            throw new KeystoreException("master key " + id + " is not there: it was destroyed by a rotation", e);
        } catch (IOException e) {
            throw new UncheckedIOException("master key " + id + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** A new key wraps from now on; the others, whose ids are returned, still open. */
    List<String> rotate() {
        try {
            List<String> old = ids();
            int next = old.stream().mapToInt(Integer::parseInt).max().orElse(0) + 1;
            SecretFiles.create(folder.resolve(next + SUFFIX), secret(random));
            SecretFiles.replace(folder.resolve(CURRENT), Integer.toString(next).getBytes(StandardCharsets.US_ASCII));
            return old;
        } catch (IOException e) {
            throw new UncheckedIOException("the master key cannot be rotated: " + e.getMessage(), e);
        }
    }

    void destroy(String id) {
        try {
            Path file = folder.resolve(id + SUFFIX);
            SecretFiles.overwrite(file);
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException("master key " + id + " cannot be destroyed: " + e.getMessage(), e);
        }
    }

    private List<String> ids() throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .toList();
        }
    }

    private static byte[] secret(SecureRandom random) {
        byte[] secret = new byte[SubjectKey.KEY_BYTES];
        random.nextBytes(secret);
        return secret;
    }
}
