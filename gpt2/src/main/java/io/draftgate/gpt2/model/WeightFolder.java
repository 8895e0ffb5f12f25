package io.draftgate.gpt2.model;

import io.draftgate.gpt2.safetensors.RawSafetensors;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Files that come whole or not at all, the longest unused making room for new ones. A file that is mapped somewhere stays
 * readable there when it is deleted here. Thread-safe; processes may share the folder.
 *
 * @param mostBytes of all files together
 */
record WeightFolder(Path path, long mostBytes) {
    private static final String UNFINISHED = ".part";

    /** What was begun longer ago was left by a process that died. */
    private static final Duration UNFINISHED_FOR = Duration.ofDays(1);

    /** A file, which counts as used from now. */
    Optional<Path> find(String name) throws IOException {
        Path file = path.resolve(name);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        if (Files.isWritable(file)) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        }
        return Optional.of(file);
    }

    /**
     * Puts a file there, durable before it can be seen.
     *
     * @throws IOException if there is no room for it, or it cannot be written
     */
    void put(String name, RawSafetensors content) throws IOException {
        long bytes = content.size();
        if (bytes > mostBytes) {
            throw new IOException(path + " may hold " + mostBytes + " bytes, these weights take " + bytes);
        }
        Files.createDirectories(path);
        makeRoom(bytes);
        Path part = Files.createTempFile(path, name, UNFINISHED);
        try {
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                content.write(channel);
                channel.force(true);
            }
            Files.move(part, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void makeRoom(long bytes) throws IOException {
        List<Path> oldestFirst;
        try (Stream<Path> files = Files.list(path)) {
            oldestFirst = files.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(file -> file.toFile().lastModified()))
                    .toList();
        }
        long begunBefore = Instant.now().minus(UNFINISHED_FOR).toEpochMilli();
        long used = 0;
        for (Path file : oldestFirst) {
            if (file.toString().endsWith(UNFINISHED) && file.toFile().lastModified() < begunBefore) {
                Files.deleteIfExists(file);
            }
            used += file.toFile().length();
        }
        for (Path file : oldestFirst) {
            if (used + bytes > mostBytes && !file.toString().endsWith(UNFINISHED)) {
                used -= file.toFile().length();
                Files.deleteIfExists(file);
            }
        }
    }
}
