package io.draftgate.release.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementTest {
    private static final Statement OPENING = new Statement.Opening(
            "stories", "sha256:r", "1", List.of("sha256:m"), "sha256:d", "2027-01-01T00:00:00Z", "accepted");

    @TempDir
    Path folder;

    @Test
    void shouldReadWhatItWrote() {
        assertEquals(OPENING, Statement.parse(OPENING.toJson()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"kind\":\"closing\",\"gate\":\"g\"}",
                "{\"kind\":\"closing\",\"gate\":\"g\",\"reason\":null}",
                "{\"kind\":\"closing\",\"gate\":\"g\",\"reason\":\"\",\"more\":1}",
                "{\"kind\":\"closing\",\"gate\":\"g\",\"reason\":\"\"} x",
                "{\"kind\":\"bomb\",\"gate\":\"g\"}"
            })
    void shouldRefuseWhatIsNoStatement(String json) {
        assertThrows(IllegalArgumentException.class, () -> Statement.parse(json));
    }

    @Test
    void shouldBelieveOnlyWhatAKnownKeySigned() throws Exception {
        // Given
        Path file = folder.resolve("release.key");
        SigningKey.generate(file);
        SigningKey.generate(folder.resolve("other.key"));
        SigningKey key = SigningKey.read(file);
        VerifyingKeys keys = VerifyingKeys.read(List.of(SigningKey.publicFile(file)));

        // When
        byte[] signature = key.sign(OPENING.toJson());

        // Then
        assertTrue(keys.verify(key.id(), OPENING.toJson(), signature));
        assertFalse(keys.verify(key.id(), OPENING.toJson() + " ", signature));
        byte[] other = SigningKey.read(folder.resolve("other.key")).sign(OPENING.toJson());
        assertFalse(keys.verify(key.id(), OPENING.toJson(), other));
        assertFalse(VerifyingKeys.none().verify(key.id(), OPENING.toJson(), signature));
        assertEquals(
                "rw-------",
                java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
}
