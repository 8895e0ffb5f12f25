package io.draftgate.cli.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A file that is there while a service works: what a container's health check looks for. */
final class ReadyFile {
    @Option(
            names = "--ready-file",
            paramLabel = "FILE",
            description = "Create this file once the service has its tasks; it is gone when the service is.")
    private @Nullable Path file;

    /** Creates the file as soon as the service runs. */
    void createWhen(CompletableFuture<Void> running) throws IOException {
        remove();
        if (file != null) {
            Path ready = file;
            running.thenRun(() -> create(ready)).exceptionally(neverRan -> null);
        }
    }

    private static void create(Path ready) {
        try {
            Files.writeString(ready, "");
        } catch (IOException e) {
            throw new UncheckedIOException(ready + ": cannot be written: " + e.getMessage(), e);
        }
    }

    void remove() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}
