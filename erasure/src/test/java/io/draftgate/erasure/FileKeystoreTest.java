package io.draftgate.erasure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileKeystoreTest {
    private static final DataSubject ANN = new DataSubject("acme", "ann");
    private static final DataSubject BOB = new DataSubject("acme", "bob");
    private static final DataSubject OTHER = new DataSubject("other", "ann");
    private static final byte[] TEXT = "Once upon a time".getBytes(StandardCharsets.UTF_8);
    private static final byte[] CONTEXT = {1, 2, 3};

    @TempDir
    Path folder;

    private FileKeystore open() {
        return FileKeystore.open(folder.resolve("keys"));
    }

    private static Sealed seal(SubjectKeys keys, DataSubject subject) {
        return keys.current(subject).seal(TEXT, CONTEXT, new SecureRandom());
    }

    private static byte[] unseal(SubjectKeys keys, Sealed sealed) {
        return assertInstanceOf(KeyState.Usable.class, keys.find(sealed.keyId()))
                .key()
                .open(sealed, CONTEXT);
    }

    private static String wholeFolder(Path folder) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(file.getFileName()).append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    @Test
    void shouldOpenWhatItSealedAfterARestart() {
        Sealed sealed = seal(open(), ANN);

        assertArrayEquals(TEXT, unseal(open(), sealed));
        assertNotEquals(seal(open(), ANN).ciphertext(), sealed.ciphertext());
    }

    @Test
    void shouldGiveEverySubjectAKeyOfItsOwn() {
        FileKeystore keys = open();

        assertEquals(
                3,
                Stream.of(ANN, BOB, OTHER, ANN)
                        .map(keys::current)
                        .map(SubjectKey::id)
                        .distinct()
                        .count());
    }

    @Test
    void shouldNotOpenWhatWasChangedOrBelongsElsewhere() {
        SubjectKey key = open().current(ANN);
        Sealed sealed = key.seal(TEXT, CONTEXT, new SecureRandom());
        ByteBuffer changed = ByteBuffer.allocate(sealed.ciphertext().remaining())
                .put(sealed.ciphertext().duplicate());
        changed.put(0, (byte) (changed.get(0) ^ 1)).flip();

        assertThrows(BrokenSealException.class, () -> key.open(new Sealed(key.id(), sealed.nonce(), changed), CONTEXT));
        assertThrows(BrokenSealException.class, () -> key.open(sealed, new byte[] {9}));
    }

    @Test
    void shouldForgetAnAuthorAndKeepTheOthers() throws IOException {
        // Given
        FileKeystore keys = open();
        FileKeystore anotherProcess = open();
        Sealed ofAnn = seal(keys, ANN);
        Sealed ofBob = seal(keys, BOB);
        unseal(anotherProcess, ofAnn);

        // When
        List<SubjectKeys.Destruction> destroyed = keys.destroy(Optional.of("acme"), Optional.of("ann"), Instant.EPOCH);

        // Then
        assertEquals(List.of(new SubjectKeys.Destruction(ANN, ofAnn.keyId())), destroyed);
        assertEquals(new KeyState.Destroyed(Instant.EPOCH), keys.find(ofAnn.keyId()));
        assertEquals(new KeyState.Destroyed(Instant.EPOCH), anotherProcess.find(ofAnn.keyId()));
        assertArrayEquals(TEXT, unseal(keys, ofBob));
        assertFalse(wholeFolder(folder).contains("ann"), "not even the name is left");
    }

    @Test
    void shouldForgetAWholeTenantAndAnAuthorEverywhere() {
        FileKeystore keys = open();
        Stream.of(ANN, BOB, OTHER).forEach(keys::current);

        assertEquals(
                2,
                keys.destroy(Optional.of("acme"), Optional.empty(), Instant.EPOCH)
                        .size());
        keys.current(ANN);
        assertEquals(
                2,
                keys.destroy(Optional.empty(), Optional.of("ann"), Instant.EPOCH)
                        .size());
        assertEquals(
                0,
                keys.destroy(Optional.empty(), Optional.empty(), Instant.EPOCH).size());
    }

    @Test
    void shouldSealWhatComesAfterAnErasureWithANewKey() {
        FileKeystore keys = open();
        Sealed before = seal(keys, ANN);
        keys.destroy(Optional.of("acme"), Optional.empty(), Instant.EPOCH);

        Sealed after = seal(keys, ANN);

        assertArrayEquals(TEXT, unseal(keys, after));
        assertInstanceOf(KeyState.Destroyed.class, keys.find(before.keyId()));
    }

    @Test
    void shouldOpenEverythingAfterARotationAndLeaveOldCopiesUseless() throws IOException {
        // Given
        FileKeystore keys = open();
        Sealed sealed = seal(keys, ANN);
        Path keyFile = folder.resolve("keys/keys/" + sealed.keyId() + ".json");
        byte[] copy = Files.readAllBytes(keyFile);
        String old = keys.masterKey();

        // When
        int wrapped = keys.rotate();

        // Then
        assertEquals(1, wrapped);
        assertNotEquals(old, keys.masterKey());
        assertArrayEquals(TEXT, unseal(open(), sealed));
        Files.write(keyFile, copy);
        assertThrows(KeystoreException.class, () -> open().find(sealed.keyId()));
    }

    @Test
    void shouldMakeOneKeyWhereManyAskAtOnce() {
        FileKeystore keys = open();
        Set<String> ids = ConcurrentHashMap.newKeySet();

        IntStream.range(0, 64)
                .parallel()
                .forEach(i -> ids.add((i % 2 == 0 ? keys : open()).current(ANN).id()));

        assertEquals(1, ids.size());
    }

    @Test
    void shouldLetNobodyElseReadItsFiles() throws IOException {
        open().current(ANN);

        try (Stream<Path> files = Files.walk(folder.resolve("keys"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
    }

    @Test
    void shouldKnowNothingOfAKeyThatItNeverHad() {
        assertEquals(new KeyState.Unknown(), open().find("../master/1"));
        assertEquals(new KeyState.Unknown(), open().find("0".repeat(32) + "-1"));
    }

    @Test
    void shouldNotTakeAFolderOfSomethingElse() throws IOException {
        Files.writeString(folder.resolve("precious"), "mine");

        assertThrows(KeystoreException.class, () -> FileKeystore.open(folder));
    }
}
