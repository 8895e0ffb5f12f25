package io.draftgate.gpt2.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folders in which Linux's loader looks for shared libraries. Immutable.
 *
 * @see <a href="https://man7.org/linux/man-pages/man8/ld.so.8.html">ld.so(8)</a>
 */
record SharedLibraries(List<Path> folders) {
    private static final Path CONFIGURED = Path.of("/etc/ld.so.conf.d");

    /** Searched whatever is configured; the last two are where containers and NVIDIA's packages put CUDA. */
    private static final List<String> USUAL = List.of(
            "/lib",
            "/usr/lib",
            "/lib64",
            "/usr/lib64",
            "/lib/x86_64-linux-gnu",
            "/usr/lib/x86_64-linux-gnu",
            "/usr/local/nvidia/lib64",
            "/usr/local/cuda/lib64");

    SharedLibraries {
        folders = List.copyOf(folders);
    }

    static SharedLibraries ofThisMachine() {
        return of(System.getenv(), CONFIGURED);
    }

    static SharedLibraries of(Map<String, String> environment, Path configured) {
        Set<Path> folders = new LinkedHashSet<>();
        for (String folder : environment.getOrDefault("LD_LIBRARY_PATH", "").split(":", -1)) {
            if (!folder.isEmpty()) {
                folders.add(Path.of(folder));
            }
        }
        folders.addAll(configured(configured));
        USUAL.forEach(folder -> folders.add(Path.of(folder)));
        return new SharedLibraries(new ArrayList<>(folders));
    }

    boolean has(String library) {
        return folders.stream().anyMatch(folder -> Files.exists(folder.resolve(library)));
    }

    private static List<Path> configured(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
                        .map(String::trim)
                        .filter(line -> line.startsWith("/"))
                        .forEach(line -> found.add(Path.of(line)));
            }
        } catch (IOException e) {
            // What cannot be read, the loader may read all the same; the usual folders remain.
        }
        return found;
    }
}
