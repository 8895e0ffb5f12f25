package io.draftgate.cli.hub;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.hub.PulledModel.StoredFile;
import io.draftgate.gpt2.Gpt2;
import io.draftgate.gpt2.ModelFormatException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Brings a model from the hub into the cache. All files are downloaded into a folder apart and checked, the model is opened once,
 * and only then the folder moves to its place: nobody ever sees half a model. What was downloaded before an interruption is kept
 * and gone on with. Confined to one thread.
 */
public final class ModelPull {

    /** Hears how far a file is. */
    public interface Progress {
        void received(String file, long bytes, OptionalLong total);
    }

    /** What came of it. */
    public record Pulled(PulledModel model, Path folder, boolean wasThere) {}

    private static final String CONFIG = "config.json";
    private static final List<String> TOKENIZER = List.of("vocab.json", "merges.txt");
    private static final String WEIGHTS = "model.safetensors";
    private static final String INDEX = "model.safetensors.index.json";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);

    private final Hub hub;
    private final ModelCache cache;
    private final Progress progress;
    private final Download download;

    /** A pull that tries hard. */
    public ModelPull(Hub hub, ModelCache cache, Progress progress) {
        this(hub, cache, progress, Download.Persistence.DEFAULT);
    }

    ModelPull(Hub hub, ModelCache cache, Progress progress, Download.Persistence persistence) {
        this.hub = hub;
        this.cache = cache;
        this.progress = progress;
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        download = new Download(client, hub, persistence);
    }

    /**
     * Pulls a model. One that is in the cache already is checked, without a word to the hub, and replaced if it is damaged.
     *
     * @throws CommandException if it cannot be had, in one line
     */
    @SuppressWarnings("try") // the lock is held, not used
    public Pulled pull(ModelReference reference) throws IOException, InterruptedException {
        Path folder = cache.folder(reference);
        Path work = cache.pullFolder(reference);
        try (PullLock lock = PullLock.take(work, reference)) {
            Optional<PulledModel> present = cache.find(reference);
            if (present.isPresent() && present.get().problem(folder).isEmpty()) {
                return new Pulled(present.get(), folder, true);
            }
            PulledModel model = download(reference, work);
            place(work, folder);
            return new Pulled(model, folder, false);
        }
    }

    private PulledModel download(ModelReference reference, Path work) throws IOException, InterruptedException {
        Path files = Files.createDirectories(files(work));
        Files.createDirectories(validators(work));
        List<Download.Complete> complete = new ArrayList<>();
        complete.add(required(reference, CONFIG, work));
        WeightFiles.requireGpt2(reference, files.resolve(CONFIG));
        for (String name : TOKENIZER) {
            complete.add(required(reference, name, work));
        }
        complete.addAll(weights(reference, work));
        requireOneCommit(reference, complete);
        PulledModel model = new PulledModel(
                reference.toString(),
                reference.revision(),
                complete.get(0).commit().orElse(null),
                digest(reference, work),
                complete.stream().map(Download.Complete::file).toList());
        removeOthers(files, model);
        model.write(files);
        return model;
    }

    private List<Download.Complete> weights(ModelReference reference, Path work)
            throws IOException, InterruptedException {
        Optional<Download.Complete> single = get(reference, WEIGHTS, work);
        if (single.isPresent()) {
            return List.of(single.get());
        }
        Optional<Download.Complete> index = get(reference, INDEX, work);
        if (index.isEmpty()) {
            throw WeightFiles.bad(reference, "it has no " + WEIGHTS);
        }
        List<Download.Complete> all = new ArrayList<>(List.of(index.get()));
        for (String shard : WeightFiles.shards(reference, files(work).resolve(INDEX))) {
            all.add(required(reference, shard, work));
        }
        return all;
    }

    private Download.Complete required(ModelReference reference, String name, Path work)
            throws IOException, InterruptedException {
        return get(reference, name, work)
                .orElseThrow(() -> CommandException.couldNotRun(
                        "no-such-model",
                        hub.file(reference, name) + " is not there (404)",
                        "Check the name of the model and the revision"));
    }

    private Optional<Download.Complete> get(ModelReference reference, String name, Path work)
            throws IOException, InterruptedException {
        return download.get(
                hub.file(reference, name),
                name,
                PartFile.of(files(work), validators(work), name),
                (bytes, total) -> progress.received(name, bytes, total));
    }

    private static void requireOneCommit(ModelReference reference, List<Download.Complete> files) {
        List<String> commits = files.stream()
                .flatMap(file -> file.commit().stream())
                .distinct()
                .toList();
        if (commits.size() > 1) {
            throw CommandException.couldNotRun(
                    "model-changed",
                    reference + " changed on the hub while it was pulled, from " + commits.get(0) + " to "
                            + commits.get(1),
                    "Run the command again");
        }
    }

    /** Opens the model, so that what comes to its place is known to work. */
    private static String digest(ModelReference reference, Path work) throws IOException {
        try (Gpt2 model = Gpt2.open(files(work))) {
            return model.digest();
        } catch (ModelFormatException e) {
            delete(files(work));
            throw WeightFiles.bad(reference, String.valueOf(e.getMessage()).replace(files(work) + "/", ""));
        }
    }

    /** Shards of an earlier state of the model, for one. */
    private static void removeOthers(Path files, PulledModel model) throws IOException {
        List<String> names = model.files().stream().map(StoredFile::name).toList();
        try (Stream<Path> entries = Files.list(files)) {
            for (Path other : entries.filter(
                            entry -> !names.contains(entry.getFileName().toString()))
                    .toList()) {
                Files.delete(other);
            }
        }
    }

    private static void place(Path work, Path folder) throws IOException {
        Files.createDirectories(folder.getParent());
        Path replaced = work.resolve("replaced");
        delete(replaced);
        if (Files.exists(folder)) {
            Files.move(folder, replaced, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(files(work), folder, StandardCopyOption.ATOMIC_MOVE);
        delete(replaced);
        delete(validators(work));
    }

    private static Path files(Path work) {
        return work.resolve("files");
    }

    private static Path validators(Path work) {
        return work.resolve("validators");
    }

    /** A folder and the files in it. */
    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.toList()) {
                Files.delete(entry);
            }
        }
        Files.delete(folder);
    }
}
