package io.draftgate.review.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsersFileTest {
    private static final char[] PASSWORD = "correct horse".toCharArray();

    @TempDir
    Path folder;

    private Path file;
    private UsersFile users;

    @BeforeEach
    void open() {
        file = folder.resolve("reviewers");
        users = new UsersFile(file);
    }

    @Test
    void shouldKnowWhoWasAdded() throws Exception {
        users.put("ann", PASSWORD);

        assertTrue(users.matches("ann", PASSWORD));
        assertFalse(users.matches("ann", "wrong horse".toCharArray()));
        assertFalse(users.matches("bob", PASSWORD));
    }

    @Test
    void shouldNotCutALongPassword() throws Exception {
        String long72 = "x".repeat(72);
        users.put("ann", (long72 + "right").toCharArray());

        assertFalse(users.matches("ann", (long72 + "wrong").toCharArray()));
    }

    @Test
    void shouldKeepHashesForTheOwnerOnly() throws Exception {
        users.put("ann", PASSWORD);

        assertTrue(Files.readString(file).startsWith("ann:$2a$12$"));
        assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(file));
    }

    @Test
    void shouldForgetWhoWasRemoved() throws Exception {
        users.put("ann", PASSWORD);

        assertTrue(users.remove("ann"));
        assertFalse(users.remove("ann"));

        assertFalse(users.matches("ann", PASSWORD));
    }

    @Test
    void shouldRefuseNamesAndPasswordsThatWillNotDo() {
        for (String name : List.of("", "a:b", "two words", "x".repeat(65))) {
            assertThrows(IllegalArgumentException.class, () -> users.put(name, PASSWORD), name);
        }
        assertThrows(IllegalArgumentException.class, () -> users.put("ann", "short".toCharArray()));
    }
}
