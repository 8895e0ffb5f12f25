package io.draftgate.cli.drill;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorruptFilesTest {
    @TempDir
    Path state;

    @Test
    void shouldOverwriteTheSecondHalfOfEveryFileOfAStoreAndNothingElse() throws Exception {
        // Given
        byte[] whole = new byte[64];
        Path store = Files.createDirectories(state.resolve("0_1/rocksdb/seen")).resolve("000012.sst");
        Path other = state.resolve("kafka-streams-process-metadata");
        Files.write(store, whole);
        Files.write(other, whole);

        // When
        int corrupted = CorruptFiles.under(state);

        // Then
        byte[] after = Files.readAllBytes(store);
        assertEquals(1, corrupted);
        assertEquals(64, after.length);
        assertArrayEquals(Arrays.copyOf(whole, 32), Arrays.copyOf(after, 32));
        assertFalse(Arrays.equals(whole, after));
        assertArrayEquals(whole, Files.readAllBytes(other));
    }
}
