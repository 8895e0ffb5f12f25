package io.draftgate.erasure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys in a folder that several processes may share. {@code keys/} holds a file for each key, wrapped with the master key;
 * {@code master/} the master keys, of which the one named in {@code master/current} wraps. A key's id is made of its subject by a
 * secret of the keystore, so it tells nobody whose it is. Thread-safe.
 */
public final class FileKeystore implements SubjectKeys {
    private static final int SUBJECT_BYTES = 16;

    private final Path keys;
    private final MasterKeys masters;
    private final SecureRandom random;
    private final Map<String, SubjectKey> unwrapped = new ConcurrentHashMap<>();

    private FileKeystore(Path keys, MasterKeys masters, SecureRandom random) {
        this.keys = keys;
        this.masters = masters;
        this.random = random;
    }

    /**
     * Opens a keystore, or begins one in a folder that is empty or not there.
     *
     * @throws KeystoreException if the folder holds something else
     */
    public static FileKeystore open(Path folder) {
        SecureRandom random = new SecureRandom();
        try {
            Path keys = folder.resolve("keys");
            if (Files.exists(folder) && Files.notExists(keys)) {
                try (Stream<Path> found = Files.list(folder)) {
                    if (found.findAny().isPresent()) {
                        throw new KeystoreException(
                                folder + " is no keystore, expected an empty folder or one with keys/");
                    }
                }
            }
            SecretFiles.createFolder(keys);
            return new FileKeystore(keys, MasterKeys.open(folder.resolve("master"), random), random);
        } catch (IOException e) {
            throw new UncheckedIOException("the keystore " + folder + " cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public SubjectKey current(DataSubject subject) {
        String stem = stem(subject);
        int generation = 1;
        while (true) {
            String keyId = stem + "-" + generation;
            KeyState state = find(keyId);
            if (state instanceof KeyState.Usable usable) {
                return usable.key();
            }
            if (state instanceof KeyState.Destroyed) {
                generation++;
            } else {
                make(keyId, subject);
            }
        }
    }

    @Override
    public KeyState find(String keyId) {
        if (!keyId.matches("[0-9a-f]{32}-[0-9]{1,6}")) {
            return new KeyState.Unknown();
        }
        // Whether it is still there is asked every time: another process may have destroyed it.
        Optional<KeyFile> file = read(file(keyId));
        if (file.isEmpty()) {
            unwrapped.remove(keyId);
            return new KeyState.Unknown();
        }
        if (file.get().destroyedAt() != null) {
            unwrapped.remove(keyId);
            return new KeyState.Destroyed(Instant.parse(file.get().destroyedAt()));
        }
        return new KeyState.Usable(unwrapped.computeIfAbsent(keyId, id -> unwrap(file.get())));
    }

    @Override
    public List<Destruction> destroy(Optional<String> tenant, Optional<String> author, Instant now) {
        List<Destruction> destroyed = new ArrayList<>();
        for (KeyFile file : all()) {
            if (!file.isDestroyed() && matches(file.subject(), tenant, author)) {
                replace(KeyFile.destroyed(file.keyId(), now.toString()));
                unwrapped.remove(file.keyId());
                destroyed.add(new Destruction(file.subject(), file.keyId()));
            }
        }
        return destroyed;
    }

    /** Every subject that has a key, in no order. */
    public List<DataSubject> subjects() {
        return all().stream()
                .filter(file -> !file.isDestroyed())
                .map(KeyFile::subject)
                .toList();
    }

    /** How many keys were destroyed so far. */
    public long destroyedKeys() {
        return all().stream().filter(KeyFile::isDestroyed).count();
    }

    /** Id of the master key that wraps now. */
    public String masterKey() {
        return masters.current().id();
    }

    /**
     * Makes a new master key, wraps every key with it and destroys the old ones: copies of the folder that were made before open
     * nothing any more with what is left here. What was sealed stays as it is.
     *
     * @return how many keys were wrapped anew
     */
    public int rotate() {
        List<String> old = masters.rotate();
        int wrapped = 0;
        for (KeyFile file : all()) {
            if (!file.isDestroyed()) {
                replace(KeyFile.wrap(unwrap(file), file.subject(), masters.current()));
                wrapped++;
            }
        }
        old.forEach(masters::destroy);
        return wrapped;
    }

    private static boolean matches(DataSubject subject, Optional<String> tenant, Optional<String> author) {
        return (tenant.isPresent() || author.isPresent())
                && tenant.filter(name -> !name.equals(subject.tenant())).isEmpty()
                && author.filter(name -> !name.equals(subject.author())).isEmpty();
    }

    private void make(String keyId, DataSubject subject) {
        byte[] secret = new byte[SubjectKey.KEY_BYTES];
        random.nextBytes(secret);
        KeyFile file = KeyFile.wrap(new SubjectKey(keyId, secret), subject, masters.current());
        try {
            SecretFiles.create(file(keyId), file.toJson());
        } catch (IOException e) {
            throw new UncheckedIOException("key " + keyId + " cannot be written: " + e.getMessage(), e);
        }
    }

    private SubjectKey unwrap(KeyFile file) {
        return file.unwrap(masters.find(String.valueOf(file.masterKey())));
    }

    private List<KeyFile> all() {
        try (Stream<Path> found = Files.list(keys)) {
            return found.filter(path -> path.toString().endsWith(".json"))
                    .flatMap(path -> read(path).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the keystore cannot be read: " + e.getMessage(), e);
        }
    }

    private Optional<KeyFile> read(Path path) {
        try {
            return Optional.of(KeyFile.read(path.toString(), Files.readAllBytes(path)));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("a key cannot be read: " + e.getMessage(), e);
        }
    }

    private void replace(KeyFile file) {
        try {
            SecretFiles.replace(file(file.keyId()), file.toJson());
        } catch (IOException e) {
            throw new UncheckedIOException("key " + file.keyId() + " cannot be written: " + e.getMessage(), e);
        }
    }

    private Path file(String keyId) {
        return keys.resolve(keyId + ".json");
    }

    private String stem(DataSubject subject) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(masters.namingSecret(), "HmacSHA256"));
            byte[] name = mac.doFinal((subject.tenant() + "\n" + subject.author()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(name, 0, SUBJECT_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }
}
