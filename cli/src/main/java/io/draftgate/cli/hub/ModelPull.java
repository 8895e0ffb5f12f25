package io.draftgate.cli.hub;

import io.draftgate.cli.command.CommandException;
import io.draftgate.gpt2.ModelFormatException;
import io.draftgate.gpt2.model.Gpt2;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

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
        PullFolder work = new PullFolder(cache.pullFolder(reference));
        try (PullLock lock = PullLock.take(work.path(), reference)) {
            Optional<PulledModel> present = cache.find(reference);
            if (present.isPresent() && present.get().problem(folder).isEmpty()) {
                return new Pulled(present.get(), folder, true);
            }
            PulledModel model = download(reference, work);
            work.moveTo(folder);
            return new Pulled(model, folder, false);
        }
    }

    private PulledModel download(ModelReference reference, PullFolder work) throws IOException, InterruptedException {
        work.create();
        List<Download.Complete> complete = new ArrayList<>();
        complete.add(required(reference, CONFIG, work));
        WeightFiles.requireGpt2(reference, work.files().resolve(CONFIG));
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
        work.complete(model);
        return model;
    }

    private List<Download.Complete> weights(ModelReference reference, PullFolder work)
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
        for (String shard : WeightFiles.shards(reference, work.files().resolve(INDEX))) {
            all.add(required(reference, shard, work));
        }
        return all;
    }

    private Download.Complete required(ModelReference reference, String name, PullFolder work)
            throws IOException, InterruptedException {
        return get(reference, name, work)
                .orElseThrow(() -> CommandException.couldNotRun(
                        "no-such-model",
                        hub.file(reference, name) + " is not there (404)",
                        "Check the name of the model and the revision"));
    }

    private Optional<Download.Complete> get(ModelReference reference, String name, PullFolder work)
            throws IOException, InterruptedException {
        return download.get(
                hub.file(reference, name),
                name,
                work.part(name),
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
    private static String digest(ModelReference reference, PullFolder work) throws IOException {
        try (Gpt2 model = Gpt2.open(work.files())) {
            return model.digest();
        } catch (ModelFormatException e) {
            work.delete();
            throw WeightFiles.bad(reference, String.valueOf(e.getMessage()).replace(work.files() + "/", ""));
        }
    }
}
