package io.draftgate.cli.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A complete model in the cache: what the file {@value #FILE} beside its weights says. Immutable.
 *
 * @param name as it is typed after {@code --model}
 * @param commit what the revision was when it was pulled, if the hub told
 * @param digest of weights and configuration, as {@code draftgate model show} has it
 */
public record PulledModel(
        String name, String revision, @Nullable String commit, String digest, List<StoredFile> files) {

    static final String FILE = "pulled.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    public PulledModel {
        files = List.copyOf(files);
    }

    /** A file and what it held when it was complete. */
    public record StoredFile(String name, long bytes, String sha256) {}

    /** All files together. */
    public long bytes() {
        return files.stream().mapToLong(StoredFile::bytes).sum();
    }

    /** What is wrong with the files in the folder, one line about the first; empty if they are what was pulled. */
    public Optional<String> problem(Path folder) throws IOException {
        for (StoredFile file : files) {
            Path path = folder.resolve(file.name());
            if (!Files.isRegularFile(path)) {
                return Optional.of(path + " is gone");
            }
            if (Files.size(path) != file.bytes()) {
                return Optional.of(path + " has " + Files.size(path) + " bytes, expected " + file.bytes());
            }
            String found = Sha256.of(path);
            if (!found.equals(file.sha256())) {
                return Optional.of(path + " has the SHA-256 " + found + ", expected " + file.sha256());
            }
        }
        return Optional.empty();
    }

    /** Reads the description in a folder; empty if there is none that can be read. */
    public static Optional<PulledModel> in(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), PulledModel.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    void write(Path folder) throws IOException {
        Files.write(folder.resolve(FILE), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    }
}
