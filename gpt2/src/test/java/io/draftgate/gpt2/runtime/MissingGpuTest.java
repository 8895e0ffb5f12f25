package io.draftgate.gpt2.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.draftgate.gpt2.Backend;
import io.draftgate.gpt2.Device;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.InvalidFieldException;
import io.draftgate.gpt2.MissingGpuException;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.Provider;
import io.draftgate.gpt2.engine.Engine;
import io.draftgate.gpt2.model.Gpt2;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingGpuTest {
    @TempDir
    Path folder;

    @Test
    void shouldNameTheDriverThatIsMissing() {
        assertEquals(
                Optional.of("NVIDIA's driver is missing (libcuda.so.1); install it, or pass the GPU to the container"),
                Cuda.missing(new SharedLibraries(List.of(folder))));
    }

    @Test
    void shouldNameEachLibraryThatIsMissing() throws IOException {
        // Given
        for (String there : List.of("libcuda.so.1", "libcudart.so.12", "libcurand.so.10")) {
            Files.createFile(folder.resolve(there));
        }

        // Then
        assertEquals(
                Optional.of(
                        "of CUDA 12 libcublas.so.12, libcublasLt.so.12 are missing; install CUDA 12, or name its folder in "
                                + "LD_LIBRARY_PATH"),
                Cuda.missing(new SharedLibraries(List.of(folder.resolve("none"), folder))));
    }

    @Test
    void shouldMissNothingWhereAllIsThere() throws IOException {
        // Given
        for (String there :
                List.of("libcuda.so.1", "libcudart.so.12", "libcublas.so.12", "libcublasLt.so.12", "libcurand.so.10")) {
            Files.createFile(folder.resolve(there));
        }

        // Then
        assertEquals(Optional.empty(), Cuda.missing(new SharedLibraries(List.of(folder))));
    }

    @Test
    void shouldSearchWhereTheLoaderSearches() throws IOException {
        // Given
        Files.writeString(folder.resolve("cuda.conf"), "# CUDA\n/opt/cuda/lib64\n");

        // When
        List<Path> folders = SharedLibraries.of(Map.of("LD_LIBRARY_PATH", "/first::/second"), folder)
                .folders();

        // Then
        assertEquals(List.of(Path.of("/first"), Path.of("/second"), Path.of("/opt/cuda/lib64")), folders.subList(0, 3));
    }

    @Test
    void shouldSayInOneLineWhyNoEngineStartsOnAGpuThatIsNotThere() {
        Device gpu = Device.cuda(Device.MAX_NUMBER);
        try (Gpt2 model = Gpt2.bundled()) {
            for (Backend backend : Backend.values()) {
                // When
                var options = new EngineOptions(1, 1, Precision.F32, backend, gpu);
                String line = assertThrows(MissingGpuException.class, () -> Engine.start(model, options))
                        .getMessage();

                // Then
                assertEquals(Optional.of(line), Engine.problem(gpu));
                assertFalse(line.isBlank() || line.contains("\n"), line);
            }
        }
    }

    @Test
    void shouldRefuseADeviceThatCannotBe() {
        assertEquals(
                "device is 64, expected 0 to 63, e.g. 0 for the first GPU",
                assertThrows(InvalidFieldException.class, () -> Device.cuda(64)).getMessage());
        assertEquals(
                "cudaOption is {a=1}, expected none, or the provider cuda: the CPU takes no options",
                assertThrows(InvalidFieldException.class, () -> new Device(Provider.CPU, 0, Map.of("a", "1")))
                        .getMessage());
        assertEquals(Backend.CHUNK, Backend.AUTO.on(Device.cuda(0)));
        assertEquals(Backend.STEP, Backend.AUTO.on(Device.CPU));
    }
}
