package io.draftgate.cli.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of pulled models: {@code OWNER/NAME} each, {@code OWNER/NAME@REVISION} for a revision of its own. What is being
 * pulled lies apart, in {@code .pull}, and comes here whole. Immutable; the folder is shared by all processes of a user.
 */
public final class ModelCache {

    /** No model's owner begins with a dot. */
    private static final String PULLS = ".pull";

    private final Path root;

    /** A cache in any folder, which need not be there yet. */
    public ModelCache(Path root) {
        this.root = root.toAbsolutePath();
    }

    /**
     * The cache of the user.
     *
     * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG_CACHE_HOME</a>
     */
    public static ModelCache of(Map<String, String> environment) {
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path home = cache.isEmpty() ? Path.of(System.getProperty("user.home", "."), ".cache") : Path.of(cache);
        return new ModelCache(home.resolve("draftgate").resolve("models"));
    }

    /** Where the model is, or would be. */
    public Path folder(ModelReference reference) {
        return root.resolve(reference.owner()).resolve(reference.folderName());
    }

    /** What was pulled under the reference. */
    public Optional<PulledModel> find(ModelReference reference) throws IOException {
        return PulledModel.in(folder(reference));
    }

    /** Everything that was pulled, in the order of the folders' names. */
    public List<PulledModel> all() throws IOException {
        List<PulledModel> models = new ArrayList<>();
        for (Path owner : folders(root)) {
            for (Path folder : folders(owner)) {
                PulledModel.in(folder).ifPresent(models::add);
            }
        }
        return models;
    }

    /** The folder that a pull works in. */
    Path pullFolder(ModelReference reference) {
        return root.resolve(PULLS).resolve(reference.owner()).resolve(reference.folderName());
    }

    private static List<Path> folders(Path parent) throws IOException {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .filter(Files::isDirectory)
                    .sorted()
                    .toList();
        }
    }
}
