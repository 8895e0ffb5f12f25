package io.draftgate.cli.model;

import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.model.RandomWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** A model that was asked for by folder or name, or the tiny one of random weights that exists while it is open. */
public final class NamedModel implements AutoCloseable {

    /** The name of the model of random weights. */
    public static final String TINY = "tiny";

    private static final long SEED = 1;

    private final Gpt2 model;
    private final Optional<Path> temporary;

    private NamedModel(Gpt2 model, Optional<Path> temporary) {
        this.model = model;
        this.temporary = temporary;
    }

    /**
     * Opens a model.
     *
     * @param typed {@value #TINY}, unless there is such a folder; a folder; or the name of a model that was pulled
     */
    public static NamedModel open(String typed) throws IOException {
        if (!typed.equals(TINY) || Files.exists(Path.of(typed))) {
            return new NamedModel(ModelFolder.open(typed, System.getenv()), Optional.empty());
        }
        Path folder = Files.createTempDirectory("draftgate-tiny");
        RandomWeights.write(folder, ReleasedSize.TINY.config(), SEED);
        return new NamedModel(Gpt2.open(folder), Optional.of(folder));
    }

    public Gpt2 model() {
        return model;
    }

    @Override
    public void close() throws IOException {
        model.close();
        if (temporary.isPresent()) {
            try (Stream<Path> files = Files.walk(temporary.get())) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
