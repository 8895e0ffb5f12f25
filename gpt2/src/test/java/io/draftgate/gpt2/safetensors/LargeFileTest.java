package io.draftgate.gpt2.safetensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeFileTest {
    private static final long FILLER_BYTES = 5L << 30;

    /** A file with a hole takes no room on the disk. */
    @Test
    void shouldUseATensorWhereItLiesBeyondTheFirstGibibytes(@TempDir Path folder) throws IOException {
        // Given
        String json = "{\"filler\":{\"dtype\":\"U8\",\"shape\":[%d],\"data_offsets\":[0,%d]},"
                        .formatted(FILLER_BYTES, FILLER_BYTES)
                + "\"far\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[%d,%d]}}"
                        .formatted(FILLER_BYTES, FILLER_BYTES + 8);
        byte[] header = (json + " ".repeat((8 - json.length() % 8) % 8)).getBytes(StandardCharsets.UTF_8);
        Path path = folder.resolve("model.safetensors");
        ByteBuffer numbers = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(0.5f)
                .putFloat(-3);
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(header.length)
                    .array());
            file.write(header);
            file.seek(8 + header.length + FILLER_BYTES);
            file.write(numbers.array());
        }

        // When
        SafetensorsFile file = SafetensorsFile.open(new MappedFile("model.safetensors", path));
        StoredTensor far = file.read(file.tensors().get("far"));

        // Then: mapped, 8 bytes of it
        assertTrue(far.isFloats());
        assertTrue(far.floats().isReadOnly());
        assertEquals(8, far.floats().capacity());
        assertEquals(0.5f, far.floats().getFloat(0));
        assertEquals(-3f, far.floats().getFloat(4));
    }
}
