package io.draftgate.gpt2.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.gpt2.Gpt2Config;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.conversion.Rounding;
import io.draftgate.gpt2.safetensors.ElementType;
import io.draftgate.gpt2.weights.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WeightCacheTest {
    private static final long ROOM = 10 << 20;

    /** Held, so that its level stays: what goes wrong here is said in one line, which is tested by what comes out. */
    private static final Logger LOGGER = Logger.getLogger(WeightCache.class.getName());

    @TempDir
    Path temporary;

    private Path folder;
    private Path kept;

    @BeforeEach
    void write() throws IOException {
        LOGGER.setLevel(Level.OFF);
        folder = temporary.resolve("model");
        kept = temporary.resolve("cache").resolve("weights");
        new RandomWeights(Gpt2Config.of(257, 16, 40, 1, 5), 1, ElementType.F16, false, false).write(folder);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void shouldGiveTheSameNumbersTheSecondTime(Precision precision) throws IOException {
        // Given
        Weights made = weights(precision, ROOM);
        List<Path> files = files();

        // When
        Weights known = weights(precision, ROOM);

        // Then
        assertEquals(1, files.size());
        assertTrue(files.get(0)
                .getFileName()
                .toString()
                .matches("[0-9a-f]{64}-" + Rounding.of(precision).label() + "-1.safetensors"));
        assertSame(made, known);
        assertTrue(
                known.tensors().values().stream()
                        .allMatch(tensor -> tensor.numbers().isReadOnly()),
                "mapped");
    }

    @Test
    void shouldMakeThemAnewWhenTheFileIsDamaged() throws IOException {
        // Given: one bit of the last tensor
        Weights made = weights(Precision.INT8, ROOM);
        Path file = files().get(0);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);

        // When
        Weights again = weights(Precision.INT8, ROOM);

        // Then
        assertSame(made, again);
        assertSame(made, weights(Precision.INT8, ROOM));
    }

    @Test
    void shouldKeepNothingOfFloatsThatAreUsedWhereTheyLie() throws IOException {
        // Given
        RandomWeights.write(folder, Gpt2Config.of(257, 16, 40, 1, 5), 1);

        // When
        Weights weights = weights(Precision.F32, ROOM);

        // Then
        assertFalse(Files.exists(kept));
        assertTrue(
                weights.tensors().values().stream()
                        .allMatch(tensor -> tensor.numbers().isReadOnly()),
                "mapped");
    }

    @Test
    void shouldMakeRoomByTheLongestUnused() throws IOException {
        // Given: room for either, not for both
        weights(Precision.INT8, ROOM);
        long room = Files.size(files().get(0)) + 100;
        Files.delete(files().get(0));
        weights(Precision.INT4, ROOM);
        room = Math.max(room, Files.size(files().get(0)) + 100);

        // When
        weights(Precision.INT8, room);

        // Then
        assertEquals(1, files().size());
        assertTrue(files().get(0).toString().contains("-int8"));
    }

    @Test
    void shouldGoOnWithoutAFolder() throws IOException {
        // Given: a file where the folder should be
        Files.createDirectories(kept.getParent());
        Files.writeString(kept, "in the way");

        // Then
        assertFalse(weights(Precision.INT8, ROOM).tensors().isEmpty());
    }

    private Weights weights(Precision precision, long room) {
        try (Gpt2 model = Gpt2.open(folder, new WeightCache(kept, room, 0))) {
            return model.weights(precision);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(kept)) {
            return all.toList();
        }
    }

    private static void assertSame(Weights expected, Weights actual) {
        assertEquals(expected.tensors().keySet(), actual.tensors().keySet());
        expected.tensors().forEach((name, tensor) -> {
            assertEquals(tensor.shape(), actual.tensors().get(name).shape(), name);
            assertArrayEquals(bytes(tensor), bytes(actual.tensors().get(name)), name);
        });
    }

    private static byte[] bytes(Weights.Tensor tensor) {
        ByteBuffer numbers = tensor.numbers().duplicate();
        var bytes = new byte[numbers.remaining()];
        numbers.get(bytes);
        return bytes;
    }
}
