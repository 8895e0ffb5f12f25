package io.draftgate.cli.hub;

import io.draftgate.cli.hub.PulledModel.StoredFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a model lies while it is pulled: its files, and apart from them what is needed to go on with a file. On the disk of the
 * cache, so that it can move there in one step. Immutable; used by the one who has the {@link PullLock}.
 */
record PullFolder(Path path) {

    /** What is in it becomes the model. */
    Path files() {
        return path.resolve("files");
    }

    PartFile part(String name) {
        return PartFile.of(files(), validators(), name);
    }

    void create() throws IOException {
        Files.createDirectories(files());
        Files.createDirectories(validators());
    }

    /** Describes the model, and removes what does not belong to it: shards of an earlier state, for one. */
    void complete(PulledModel model) throws IOException {
        List<String> names = model.files().stream().map(StoredFile::name).toList();
        for (Path file : entries(files())) {
            if (!names.contains(file.getFileName().toString())) {
                Files.delete(file);
            }
        }
        model.write(files());
    }

    /** Puts the files in their place, in one step unless a damaged model has to leave it first. */
    void moveTo(Path folder) throws IOException {
        Files.createDirectories(folder.getParent());
        Path replaced = path.resolve("replaced");
        delete(replaced);
        if (Files.exists(folder)) {
            Files.move(folder, replaced, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(files(), folder, StandardCopyOption.ATOMIC_MOVE);
        delete(replaced);
        delete(validators());
    }

    /** Forgets everything: it was worth nothing. */
    void delete() throws IOException {
        delete(files());
        delete(validators());
    }

    private Path validators() {
        return path.resolve("validators");
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            for (Path file : entries(folder)) {
                Files.delete(file);
            }
            Files.delete(folder);
        }
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }
}
